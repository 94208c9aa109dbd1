import { kaikei } from './client.js';

export const onSessionEnd = (listener: () => void) => kaikei.onSessionEnd(listener);
