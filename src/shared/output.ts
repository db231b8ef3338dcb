// What a prompt asks for when it is not a text: a picture, in the API's own words (contract section 3.4).

/** Shape and size of a picture. Absent: the model's own default. */
export interface ImageOutput {
  readonly type: 'image';
  readonly aspectRatio?: AspectRatio;
  readonly size?: ImageSize;
}

export type Output = ImageOutput;

export const aspectRatios = ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16', '21:9'] as const;
export type AspectRatio = (typeof aspectRatios)[number];

export const imageSizes = ['512', '1K', '2K', '4K'] as const;
export type ImageSize = (typeof imageSizes)[number];
