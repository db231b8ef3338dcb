// A platform and its environment in, the browser the person has installed out. Nothing is ever downloaded.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

const onThis: Machine = { platform: process.platform, env: process.env, exists: existsSync };

const linux = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];
const mac = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];
const windows = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

/** Chrome before Edge before Chromium; undefined where there is none. */
export function findBrowser({ platform, env, exists }: Machine = onThis): string | undefined {
  return places(platform, env).find(exists);
}

function places(platform: NodeJS.Platform, env: Machine['env']): readonly string[] {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return windows.flatMap((name) => roots.map((root) => `${root}\\${name}`));
  }
  if (platform === 'darwin') {
    return mac.flatMap((name) => ['/Applications', `${env.HOME ?? ''}/Applications`].map((root) => `${root}/${name}`));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter((folder) => folder !== '');
  return linux.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Whether a window can be shown to the person at all. */
export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'> = onThis): boolean {
  return platform === 'linux' ? Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) : true;
}
