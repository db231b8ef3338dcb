// A key press in, whether it belongs to an input method that is composing out: browsers say it in one of two ways.

export interface Pressed {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

export function isComposing({ isComposing, keyCode }: Pressed): boolean {
  return isComposing || keyCode === 229;
}
