// The tools offered to the model, in the order it sees them.

import type { Tool } from '../agent/tool.ts';
import { applyEdit } from './applyEdit.ts';
import { createFile } from './createFile.ts';
import { getProblems } from './getProblems.ts';
import { listDir } from './listDir.ts';
import { readFile } from './readFile.ts';
import { search } from './search.ts';

export const tools: readonly Tool[] = [readFile, listDir, search, applyEdit, createFile, getProblems];
