// Models that speak and that write down what was said, and the voices there are (contract section 13, 2026-11-21); knows nothing of the SDK.

export const speechModel = 'gemini-3.8-flash-tts';
export const transcriptionModel = 'gemini-3.5-transcribe';

/** Names of voices, the default first, the second speaker's next (ai.google.dev/gemini-api/docs/speech-generation). */
export const voices: readonly string[] =
  'Kore Puck Zephyr Charon Fenrir Leda Orus Aoede Callirrhoe Autonoe Enceladus Iapetus Umbriel Algieba Despina Erinome Algenib Rasalgethi Laomedeia Achernar Alnilam Schedar Gacrux Pulcherrima Achird Zubenelgenubi Vindemiatrix Sadachbia Sadaltager Sulafat'.split(
    ' ',
  );
