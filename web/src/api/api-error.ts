export { ApiError } from 'kaikei-sdk';
