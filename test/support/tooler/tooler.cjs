// Nothing in, two tools registered with VS Code out: one asks in VS Code's own way before it runs, one answers with far too much.
const { LanguageModelTextPart, LanguageModelToolResult, lm } = require('vscode');

const text = (value) => new LanguageModelToolResult([new LanguageModelTextPart(value)]);

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    lm.registerTool('tooler_weather-now', {
      prepareInvocation: ({ input }) => ({
        confirmationMessages: { title: 'Ask the weather?', message: `For ${input.town}` },
      }),
      invoke: ({ input }) => text(`Rain in ${input.town}.`),
    }),
    lm.registerTool('tooler_flood', { invoke: () => text('drop '.repeat(100_000)) }),
  );
};
