// Runs in the browser: Castor's stream and its peers behind one interface, each timed without what happens between its tasks.

import hljs from 'highlight.js/lib/common';
import MarkdownIt from 'markdown-it';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import remarkGfm from 'remark-gfm';
import { Streamdown } from 'streamdown';
import { paint } from '../../../src/webview/markdown/paint.ts';
import { MarkdownStream } from '../../../src/webview/markdown/stream.ts';
import '../../../src/webview/markdown/lexer.ts';
import '../../../src/webview/markdown/highlight.ts';

const size = 20;

/** Tasks that a subject put off; they run, timed, right after the piece that caused them. */
const { tasks } = globalThis.putOff;

/** Runs until nothing is put off any more; ms of all of it and of the longest task. */
async function settled(first) {
  let total = 0;
  let worst = 0;
  const run = (task) => {
    const start = performance.now();
    task();
    const spent = performance.now() - start;
    total += spent;
    worst = Math.max(worst, spent);
  };
  run(first);
  for (;;) {
    // React decides in a microtask what to put off.
    for (let turn = 0; turn < 4; turn++) await undefined;
    const task = tasks.shift();
    if (!task) return { total, worst };
    run(task);
  }
}

function room() {
  const root = document.createElement('div');
  root.className = 'markdown';
  document.body.append(root);
  return root;
}

/** Castor: the whole text in pieces, with colours or without. Total ms of pieces and of tasks that were put off. */
async function castor(text, piece = size, colours = true) {
  const root = room();
  const markdown = new MarkdownStream(root, colours ? paint : () => {});
  let total = 0;
  const step = async (first) => {
    total += (await settled(first)).total;
  };
  // Many pieces a reading of the clock: it is coarse, and its reading costs.
  const batch = piece === size ? 50 : 1;
  for (let at = 0; at < text.length; at += piece * batch) {
    await step(() => {
      const end = Math.min(text.length, at + piece * batch);
      for (let from = at; from < end; from += piece) markdown.push(text.slice(from, Math.min(end, from + piece)));
    });
  }
  await step(() => markdown.end());
  if (!root.querySelector('p, pre, ul, ol, h1, h2')) throw new Error('Nothing was rendered: there is nothing to time.');
  root.remove();
  CSS.highlights.clear();
  return total;
}

/** The longest single task after each piece, in ms, and after the end. */
async function castorTasks(text) {
  const root = room();
  const markdown = new MarkdownStream(root, paint);
  const tasks = [];
  for (let at = 0; at < text.length; at += size) {
    tasks.push((await settled(() => markdown.push(text.slice(at, at + size)))).worst);
  }
  tasks.push((await settled(() => markdown.end())).worst);
  root.remove();
  CSS.highlights.clear();
  return tasks;
}

async function markdownIt(text) {
  const root = room();
  const highlight = (code, language) =>
    hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : '';
  const { total } = await settled(() => {
    root.innerHTML = new MarkdownIt({ linkify: true, highlight }).render(text);
  });
  root.remove();
  return total;
}

const plugins = { remarkPlugins: [remarkGfm], rehypePlugins: [rehypeHighlight] };
const components = {
  'react-markdown': (children) => createElement(ReactMarkdown, plugins, children),
  streamdown: (children) => createElement(Streamdown, null, children),
};

/** Median ms of one more piece at each length. */
async function sampled(name, text, lengths, rounds) {
  const costs = [];
  for (const length of lengths) {
    const at = Math.min(length, text.length) - size * rounds;
    const node = room();
    const root = createRoot(node);
    const show = (end) => settled(() => root.render(components[name](text.slice(0, end))));
    await show(at);
    const times = [];
    for (let round = 1; round <= rounds; round++) times.push((await show(at + size * round)).total);
    await settled(() => root.unmount());
    node.remove();
    costs.push(times.sort((a, b) => a - b)[times.length >> 1]);
  }
  return costs;
}

globalThis.bench = { castor, castorTasks, markdownIt, sampled };
