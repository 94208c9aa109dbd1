/** The shop's sign: two rods of a soroban, the Japanese abacus. */
export function SorobanMark() {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path d="M6 13h20" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M11 6v20M21 6v20"
        stroke="var(--surface)"
        strokeOpacity="0.5"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path d={BEADS} fill="var(--surface)" />
    </svg>
  );
}

const BEAD = 'l3.6 2.3-3.6 2.3-3.6-2.3z';
const BEADS = [
  [11, 7],
  [21, 7],
  [11, 15.4],
  [21, 20.8],
]
  .map(([x, y]) => `M${x} ${y}${BEAD}`)
  .join('');
