export { csrfToken } from 'kaikei-sdk';
