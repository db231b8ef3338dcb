// What a prompt may ask of its answer beside the words: a shape.

/** The shape that a prompt asks its answer in. */
export interface AnswerForm {
  /** JSON Schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** False: without any tool. */
  readonly tools: boolean;
}
