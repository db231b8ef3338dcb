// The window of `npm start` in, the same window with Castor's chat open out: VS Code opens no extension's view in a new window by itself.
const { commands } = require('vscode');

exports.activate = () => commands.executeCommand('castor.openChat');
