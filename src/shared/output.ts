// What a prompt asks for when it is not a text: a picture, in the API's own words (contract section 3.4), or research by an agent (3.5).

/** Shape and size of a picture. Absent: the model's own default. */
export interface ImageOutput {
  readonly type: 'image';
  readonly aspectRatio?: AspectRatio;
  readonly size?: ImageSize;
}

/** Of a prompt to a research agent; the prompt's model names the agent. */
export interface ResearchOutput {
  readonly type: 'research';
  /** A plan to agree on, instead of the research. */
  readonly plan?: boolean;
  /** Charts and pictures in the report; by default the agent decides. */
  readonly pictures?: boolean;
  /** Summaries of what the agent thinks on its way; by default there are some. */
  readonly summaries?: boolean;
}

export type Output = ImageOutput | ResearchOutput;

export const aspectRatios = ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16', '21:9'] as const;
export type AspectRatio = (typeof aspectRatios)[number];

export const imageSizes = ['512', '1K', '2K', '4K'] as const;
export type ImageSize = (typeof imageSizes)[number];
