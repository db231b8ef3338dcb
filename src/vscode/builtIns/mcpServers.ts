// Remote MCP servers of the user's settings: Google's servers call them, with headers from the secret storage.

import { commands, l10n, window, workspace } from 'vscode';
import type { BuiltInTool } from '../../agent/ports.ts';
import { readSetting } from '../settings.ts';
import type { BuiltIn, BuiltInPorts } from './builtIn.ts';
import { type McpServer, serversOf } from './mcpSettings.ts';

const nameOf = ({ name }: McpServer) => `mcp:${name}`;
const secretOf = ({ name }: McpServer) => `castor.mcp.${name}`;

function servers(): readonly McpServer[] {
  return serversOf(readSetting(workspace.getConfiguration('castor'), 'mcpServers'));
}

export function mcpServers({ secrets, conceal }: BuiltInPorts): BuiltIn {
  return {
    offers() {
      const listed = servers().map((server) => ({
        name: nameOf(server),
        label: l10n.t('MCP server {0}', server.name),
        detail: server.problem
          ? problems[server.problem]()
          : l10n.t(
              'Google’s servers call {0}, with the headers you set here. What Gemini sends there leaves your control.',
              server.url,
            ),
        action: l10n.t('Set header…'),
        ...(server.problem ? { blocked: true as const } : {}),
      }));
      return listed.length > 0 ? listed : [none()];
    },
    async declare(on) {
      const wanted = servers().filter((server) => !server.problem && on.has(nameOf(server)));
      return Promise.all(wanted.map((server) => declarationOf(server, secrets, conceal)));
    },
    async configure(tool) {
      const server = servers().find((one) => nameOf(one) === tool);
      if (server) await askHeader(server, secrets, conceal);
      else await commands.executeCommand('workbench.action.openSettings', 'castor.mcpServers');
      return undefined;
    },
  };
}

const problems: Readonly<Record<NonNullable<McpServer['problem']>, () => string>> = {
  name: () => l10n.t('Its name may have lower-case letters, digits and _ only.'),
  url: () => l10n.t('Its address is no https:// one.'),
  local: () => l10n.t('Google cannot reach a server on this machine or in its network.'),
};

const none = () => ({
  name: 'mcp:',
  label: l10n.t('Remote MCP servers'),
  detail: l10n.t('Servers that Google calls for Gemini. There is none in your settings yet.'),
  action: l10n.t('Open settings'),
  blocked: true as const,
});

async function declarationOf(
  server: McpServer,
  secrets: BuiltInPorts['secrets'],
  conceal: BuiltInPorts['conceal'],
): Promise<BuiltInTool> {
  const headers = await headersOf(server, secrets);
  for (const value of Object.values(headers)) conceal(value);
  return {
    type: 'mcp_server',
    name: server.name,
    url: server.url,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(server.allowedTools ? { allowed_tools: [{ mode: 'auto', tools: server.allowedTools }] } : {}),
  };
}

/** They were set for one address: for another under the same name they do not count. */
async function headersOf(
  { url, ...server }: McpServer,
  secrets: BuiltInPorts['secrets'],
): Promise<Record<string, string>> {
  const stored = await secrets.get(secretOf({ url, ...server }));
  const kept = stored ? (JSON.parse(stored) as { url: string; headers: Record<string, string> }) : undefined;
  return kept?.url === url ? kept.headers : {};
}

async function askHeader(
  server: McpServer,
  secrets: BuiltInPorts['secrets'],
  conceal: BuiltInPorts['conceal'],
): Promise<void> {
  const title = l10n.t('Header for {0}', server.name);
  const name = await window.showInputBox({
    title,
    prompt: l10n.t('Name of the header'),
    value: 'Authorization',
    validateInput: (text) => (/^[A-Za-z0-9-]{1,60}$/.test(text) ? undefined : l10n.t('Letters, digits and - only.')),
  });
  if (name === undefined) return;
  const value = await window.showInputBox({
    title,
    prompt: l10n.t(
      'Its value, kept in the secret storage and sent to Google with each request. Empty removes the header.',
    ),
    password: true,
    validateInput: (text) => (/[\r\n]/.test(text) ? l10n.t('One line.') : undefined),
  });
  if (value === undefined) return;
  const { [name]: _, ...others } = await headersOf(server, secrets);
  const headers = value === '' ? others : { ...others, [name]: value };
  if (value) conceal(value);
  if (Object.keys(headers).length === 0) await secrets.delete(secretOf(server));
  else await secrets.store(secretOf(server), JSON.stringify({ url: server.url, headers }));
}
