export default 'D'; export const named = 'N'; export let counter = 0; export function inc() { counter++; }
