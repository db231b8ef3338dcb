// The page's words about pictures, sounds, videos and documents, in English, by key.

/** Part of `strings`. */
export const mediaStrings = {
  chipBytes: '{0} kB',
  chipMega: '{0} MB',
  uploading: 'Uploading {0}',
  waitForUpload: 'Wait for the upload, or remove it',
  tuneAttachment: 'How Gemini looks at {0}',
  readAloud: 'Read aloud',
  speaking: 'Gemini is speaking it {0}',
  chooseVoices: 'Choose voices…',
  saveSound: 'Save as WAV',
  closePlayer: 'Close the player',
  transcribe: 'Transcribe {0}',
  record: 'Record sound',
  stopRecording: 'Stop recording',
  recording: 'Recording {0}',
  noMicrophone: 'The microphone is not allowed. Try again',
  sound: 'A sound of the answer',
  picture: 'A picture of the answer',
  editPicture: 'Edit image',
  openPicture: 'Open image',
  savePicture: 'Save image',
  copyPicture: 'Copy image',
} as const;
