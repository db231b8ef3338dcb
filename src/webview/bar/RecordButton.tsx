// The button that records what a person says for the next prompt, where the frame around the page lets it hear the microphone.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { taken } from '../composer/intake.ts';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

/** Speech stays clear, and half an hour of it fits what goes along with a request. */
const quality = { audioBitsPerSecond: 32_000 } as const;
const longest = 25 * 60_000;

/** VS Code on the desktop and vscode.dev keep the microphone from webviews (microsoft/vscode#323602): no button there. One served with its webviews, from one's own machine, does not. */
export function mayRecord(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return Boolean('MediaRecorder' in window && navigator.mediaDevices && featurePolicy?.allowsFeature('microphone'));
}

export function RecordButton({ post }: ControlProps): JSX.Element {
  const [now, set] = useState<'ready' | 'asking' | 'refused' | MediaRecorder>('ready');
  const running = typeof now === 'object' ? now : undefined;
  useEffect(() => () => (running?.state === 'recording' ? running.stop() : undefined), [running]);
  const start = async () => {
    set('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const recorder = new MediaRecorder(stream, quality);
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        set('ready');
        const name = word('recording', new Date().toLocaleTimeString());
        void taken(new File(parts, name, { type: recorder.mimeType.replace(/;.*/, '') })).then(post);
      };
      recorder.start();
      setTimeout(() => recorder.state === 'recording' && recorder.stop(), longest);
      set(recorder);
    } catch {
      set('refused');
    }
  };
  const label = word(running ? 'stopRecording' : now === 'refused' ? 'noMicrophone' : 'record');
  return (
    <button
      type="button"
      class={`tool ${running ? 'recording' : ''}`}
      aria-label={label}
      title={label}
      onClick={() => (running ? running.stop() : now !== 'asking' && void start())}
    >
      <Icon name={running ? 'stop' : 'mic'} />
    </button>
  );
}
