// A component in, the same component out that renders again only when one of its props is another object.

import { Component, type ComponentChild, createElement, type FunctionComponent } from 'preact';

/** Props are compared by identity, one by one. */
export function memo<Props extends object>(View: FunctionComponent<Props>): FunctionComponent<Props> {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const names = Object.keys(next) as (keyof Props)[];
      return names.some((name) => next[name] !== (this.props as Props)[name]);
    }

    override render(): ComponentChild {
      return createElement(View, this.props as Props);
    }
  }
  return Memo as unknown as FunctionComponent<Props>;
}
