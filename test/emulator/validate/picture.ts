// A request in, nothing or a Refusal out: which models make pictures, in which formats, and what they take beside the words (contract 3.2, 3.4, 13).

import { invalid, invalidAt } from '../refusal.ts';
import { isObject, type Json } from './shape.ts';

const draws = (model: string): boolean => /-image(?:-|$)|nano-banana|-omni-/.test(model);

/** Pictures are asked of the models that make them, in a shape like 16:9; these take no functions. A video by its address has to be stored. */
export function checkPicture(value: Json): void {
  const model = String(value.model);
  const formats = [value.response_format ?? []].flat().filter(isObject);
  const pictures = formats.filter(({ type }) => type === 'image');
  if (pictures.length > 0 && !draws(model)) {
    throw invalid("Response format 'image' is not supported for this model.");
  }
  if (pictures.some(({ aspect_ratio: ratio = '1:1' }) => !/^\d{1,2}:\d{1,2}$/.test(String(ratio)))) {
    throw invalidAt('response_format.aspect_ratio');
  }
  if (value.store === false && formats.some(({ type, delivery }) => type === 'video' && delivery === 'uri')) {
    throw invalid("store=true is required for 'delivery' of 'uri'.");
  }
  const functions = ((value.tools ?? []) as readonly Json[]).some(({ type }) => type === 'function');
  if (functions && pictures.length > 0) throw invalid('Function calling is not supported for this model.');
}
