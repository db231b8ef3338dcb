// The tools offered to the model, in the order it sees them.

import type { Tool } from '../agent/calls/tool.ts';
import { applyEdit } from './applyEdit.ts';
import { askUser } from './askUser.ts';
import { commandOutput } from './commandOutput.ts';
import { createFile } from './createFile.ts';
import { deleteFile } from './deleteFile.ts';
import { findReferences } from './findReferences.ts';
import { findSymbols } from './findSymbols.ts';
import { getProblems } from './getProblems.ts';
import { goToDefinition } from './goToDefinition.ts';
import { killCommand } from './killCommand.ts';
import { listDir } from './listDir.ts';
import { move } from './move.ts';
import { presentPlan } from './presentPlan.ts';
import { readFile } from './readFile.ts';
import { renameFile } from './renameFile.ts';
import { renameSymbol } from './renameSymbol.ts';
import { runCommand } from './runCommand.ts';
import { search } from './search.ts';

export const tools: readonly Tool[] = [
  readFile,
  listDir,
  search,
  findSymbols,
  goToDefinition,
  findReferences,
  applyEdit,
  createFile,
  renameFile,
  move,
  deleteFile,
  renameSymbol,
  getProblems,
  runCommand,
  commandOutput,
  killCommand,
  askUser,
  presentPlan,
];
