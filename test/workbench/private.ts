// Begins every session of the suite private: what has nothing to do with how Google keeps a conversation holds in both modes.

process.env.CASTOR_PRIVATE = '1';
