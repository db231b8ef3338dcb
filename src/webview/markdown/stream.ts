// Markdown in pieces in, DOM that only grows out: finished nodes are never touched again, and work is proportional to what is open.

import type { Token, Tokens } from 'marked';
import { appendCode, codeBlock, codesIn } from './code.ts';
import { Fence, openFence } from './fence.ts';
import { cutOf, loosen, loosenItems } from './inside.ts';
import { define, type Links, lex, type Placed } from './lex.ts';
import { growingElement, innermost, kidsOf, splitText, withKids } from './openBlock.ts';
import { create, patch, patchNode } from './patch.ts';
import { resolveReferences } from './references.ts';
import { slices } from './slices.ts';
import { blockTree, languageOf, type Tree } from './tree.ts';
import { VisibleText } from './visible.ts';

/** One top-level block in the DOM that may still change. */
interface Block {
  readonly node: ChildNode;
  readonly tree: Tree;
}

/** The open block's beginning that is final: its source, and how it constrains the rest. */
interface Inside {
  readonly source: string;
  readonly stub: string;
  readonly loose: boolean;
}

/** Blocks a section: layout of one block then never looks at more siblings than this. */
const sectionSize = 32;
/** An open block longer than this that cannot be cut is lexed again only when it has grown by a sixteenth, far longer ones by a quarter. */
const patience = 1024;

/**
 * Renders into `root`, which must be empty and belongs to it. The DOM after `end` is the same for any cutting of the text into pieces.
 * Rule of freezing: of the lexed top-level tokens all but the last two are final. Inside the last one, final words, items and rows
 * are cut off too; what cannot be cut shows its last words as they were written until it has grown by a part, so that the sum stays linear.
 */
export class MarkdownStream {
  readonly #root: HTMLElement;
  readonly #onCode: (code: HTMLElement) => void;
  readonly #text = new VisibleText();
  readonly #pieces: string[] = [];
  readonly #links: Links = Object.create(null);
  #defines = false;
  #tail = '';
  #inside: Inside | undefined;
  #blocks: Block[] = [];
  #fence: Fence | undefined;
  #fenceNode: HTMLElement | undefined;
  #lexFrom = 0;
  #plain: Text | undefined;
  #ended = false;

  /** `onCode` gets each `code` element of a code block once its text is final. */
  constructor(root: HTMLElement, onCode: (code: HTMLElement) => void = () => {}) {
    this.#root = root;
    this.#onCode = onCode;
  }

  push(piece: string): void {
    if (this.#ended) return;
    for (const slice of slices(piece)) this.#take(this.#text.push(slice));
  }

  /** Nothing follows: the rest is lexed once more, and references to definitions that came later are put right. */
  end(): void {
    if (this.#ended) return;
    this.#take(this.#text.end());
    this.#ended = true;
    if (this.#fence) {
      this.#fence.end();
      this.#leaveFence('');
    } else this.#render();
    for (const { node } of this.#blocks) this.#finish(node);
    this.#blocks = [];
    if (this.#defines) resolveReferences(this.#root, this.#pieces.join(''), this.#onCode);
  }

  #take(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    if (this.#fence) {
      const rest = this.#fence.push(text);
      if (rest === undefined) return;
      this.#leaveFence(rest);
    } else this.#tail += text;
    if (this.#tail.length < this.#lexFrom) this.#showPlain(text);
    else this.#render();
  }

  #showPlain(text: string): void {
    if (!this.#plain) {
      this.#plain = document.createTextNode('');
      const span = document.createElement('span');
      span.append(this.#plain);
      const last = this.#blocks.at(-1)?.node;
      if (last) innermost(last as Element).append(span);
      else this.#append(span);
    }
    this.#plain.appendData(text);
  }

  #render(): void {
    if (this.#plain) removeNode(this.#plain.parentElement!);
    this.#plain = undefined;
    this.#lexFrom = 0;
    const stub = this.#inside?.stub ?? '';
    const source = stub + this.#tail;
    const found = this.#lex(source);
    const shown = found.filter(({ token }) => token.type !== 'space' && token.type !== 'def');
    if (this.#inside && !this.#fits(shown[0]?.token)) {
      this.#thaw();
      return;
    }
    const last = shown.at(-1);
    const fence =
      last?.token.type === 'code' && last.start + last.token.raw.length >= source.length && openFence(last.token.raw);
    if (fence) shown.pop();
    this.#show(shown.map(({ token }) => token));
    if (fence && last) {
      this.#freeze(shown.length);
      define(this.#links, found);
      this.#enterFence(fence, source.slice(last.start + fence.length));
      return;
    }
    const keep = shown.at(-2);
    if (shown.length > 2 && keep?.exact) {
      this.#freeze(shown.length - 2);
      define(
        this.#links,
        found.filter(({ start }) => start < keep.start),
      );
      this.#tail = source.slice(keep.start);
    }
    if (last?.exact) this.#slim(last.token, source.slice(last.start));
  }

  #lex(source: string): readonly Placed[] {
    const lexed = lex(source, this.#links);
    this.#defines ||= lexed?.defines ?? false;
    if (lexed) return lexed.tokens;
    this.#lexFrom = this.#tail.length * 2;
    return [{ token: { type: 'html', raw: source, text: source } as Token, start: 0, exact: true }];
  }

  #fits(token: Token | undefined): boolean {
    const node = this.#blocks[0]?.node as Element | undefined;
    if (!token || !node || !this.#inside) return false;
    if (token.type === 'list') return node.nodeName === ((token as Tokens.List).ordered ? 'OL' : 'UL');
    if (token.type === 'table') return node.nodeName === 'DIV';
    if (token.type === 'paragraph') return node.nodeName === 'P';
    return false;
  }

  /** The beginning was not final after all (a line under a paragraph made it a heading): the block is built again. */
  #thaw(): void {
    const { source } = this.#inside!;
    for (const { node } of this.#blocks) removeNode(node);
    this.#blocks = [];
    this.#inside = undefined;
    this.#tail = source + this.#tail;
    this.#render();
  }

  #show(tokens: readonly Token[]): void {
    const [first] = tokens;
    if (this.#inside && first?.type === 'list') this.#agree(first as Tokens.List);
    const trees = tokens.map((token, i) => {
      const tree = blockTree(token) ?? '';
      return i === 0 && this.#inside ? this.#growing(tree) : tree;
    });
    for (const { node } of this.#blocks.slice(trees.length)) removeNode(node);
    this.#blocks = trees.map((tree, i) =>
      this.#showBlock(this.#blocks[i], tree, i === 0 && this.#inside !== undefined),
    );
  }

  /** One loose item makes a list loose: the items that are done and the open ones have to agree. */
  #agree(list: Tokens.List): void {
    const inside = this.#inside!;
    if (inside.loose && !list.loose) loosen(list);
    if (list.loose && !inside.loose) {
      const node = this.#blocks[0]!.node as Element;
      const before = this.#blocks[0]!.tree;
      loosenItems(node);
      // The open items are paragraphs in the DOM too by now: build them again from the tree, as they are few.
      const open = typeof before !== 'string' && 'kids' in before ? before.kids.length : 0;
      for (let i = 0; i < open; i++) node.lastElementChild?.remove();
      this.#blocks[0] = { node: node as ChildNode, tree: { tag: list.ordered ? 'ol' : 'ul', kids: [] } };
      this.#inside = { ...inside, loose: true };
    }
  }

  /** The part of a tree that stands for what is still open: a paragraph without its stub. */
  #growing(tree: Tree): Tree {
    if (typeof tree === 'string' || !('kids' in tree)) return tree;
    if (tree.tag !== 'p') return { ...tree, attributes: {} };
    const [first, ...rest] = tree.kids;
    const text = typeof first === 'string' ? first.slice(this.#inside!.stub.length) : '';
    return { ...tree, kids: text ? [text, ...rest] : rest };
  }

  #showBlock(block: Block | undefined, tree: Tree, inside: boolean): Block {
    if (block && inside) {
      patch(growingElement(block.node), kidsOf(block.tree), kidsOf(tree));
      return { node: block.node, tree };
    }
    if (!block) {
      const node = create(tree);
      this.#append(node);
      return { node, tree };
    }
    return { node: patchNode(block.node, block.tree, tree), tree };
  }

  #append(node: ChildNode): void {
    let section = this.#root.lastElementChild;
    if (!section || section.childElementCount >= sectionSize) {
      section = document.createElement('section');
      this.#root.append(section);
    }
    section.append(node);
  }

  /** The first `count` blocks are final. */
  #freeze(count: number): void {
    if (count === 0) return;
    for (const { node } of this.#blocks.slice(0, count)) this.#finish(node);
    this.#blocks = this.#blocks.slice(count);
    this.#inside = undefined;
  }

  #finish(node: ChildNode): void {
    if (!(node instanceof HTMLElement)) return;
    for (const code of codesIn(node)) this.#onCode(code);
  }

  /** Cuts the final beginning off the open block; one that cannot be cut is lexed less often the longer it is. */
  #slim(token: Token, source: string): void {
    const block = this.#blocks.at(-1)!;
    const stub = this.#inside && this.#blocks.length === 1 ? this.#inside.stub : '';
    const cut = cutOf(token, kidsOf(block.tree), stub);
    if (!cut || cut.length <= stub.length) {
      const { length } = this.#tail;
      if (length > patience && !this.#ended) this.#lexFrom = length * (length > 16 * patience ? 1.25 : 1.0625);
      return;
    }
    const done = this.#blocks.length === 1 ? (this.#inside?.source ?? '') : '';
    this.#freeze(this.#blocks.length - 1);
    if (cut.split !== undefined) splitText(block.node as Element, kidsOf(block.tree).length, cut.kids, cut.split);
    this.#inside = {
      source: done + source.slice(stub.length, cut.length),
      stub: cut.stub,
      loose: token.type === 'list' && (token as Tokens.List).loose,
    };
    this.#blocks = [{ node: block.node, tree: withKids(block.tree, cut.rest) }];
    this.#tail = source.slice(cut.length);
  }

  #enterFence(fence: { readonly mark: string; readonly info: string }, text: string): void {
    const node = codeBlock(languageOf(fence.info));
    this.#append(node);
    this.#fenceNode = node;
    this.#fence = new Fence(fence.mark, (piece) => appendCode(node, piece));
    this.#tail = '';
    const rest = this.#fence.push(text);
    if (rest !== undefined) {
      this.#leaveFence(rest);
      this.#render();
    }
  }

  #leaveFence(rest: string): void {
    if (this.#fenceNode) this.#finish(this.#fenceNode);
    this.#fence = undefined;
    this.#fenceNode = undefined;
    this.#tail = rest;
  }
}

function removeNode(node: ChildNode): void {
  const section = node.parentElement;
  node.remove();
  if (section?.nodeName === 'SECTION' && !section.hasChildNodes()) section.remove();
}
