// Models that make pictures, the best default first (contract section 13, 2026-11-21); knows nothing of the SDK.

export interface ImageModel {
  readonly id: string;
  readonly label: string;
  /** One line for the picker. */
  readonly description: string;
}

export const imageModels: readonly ImageModel[] = [
  { id: 'gemini-3.1-flash-image', label: 'Gemini 3.1 Flash Image', description: 'Fast pictures, made and edited.' },
  { id: 'gemini-3-pro-image', label: 'Gemini 3 Pro Image', description: 'For detail, and for words in the picture.' },
  { id: 'gemini-nano-banana-2.1', label: 'Nano Banana 2.1', description: 'Pictures, made and edited.' },
  { id: 'gemini-3.1-flash-lite-image', label: 'Gemini 3.1 Flash-Lite Image', description: 'Cheapest.' },
];
