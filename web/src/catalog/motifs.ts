interface Motif {
  /** The size of the repeated tile. */
  width: number;
  height: number;
  path: string;
}

// Old Japanese textile patterns, each one tile of lines: waves, hemp leaf, seven treasures, tortoise shell, arrow feathers, lattice.
export const MOTIFS: readonly [Motif, ...Motif[]] = [
  {
    width: 32,
    height: 16,
    path:
      'M0 16a16 16 0 0 1 32 0M5.3 16a10.7 10.7 0 0 1 21.4 0M10.6 16a5.4 5.4 0 0 1 10.8 0' +
      'M-16 8a16 16 0 0 1 32 0M-10.7 8a10.7 10.7 0 0 1 21.4 0M16 8a16 16 0 0 1 32 0M21.3 8a10.7 10.7 0 0 1 21.4 0',
  },
  {
    width: 24,
    height: 42,
    path:
      'M12 0v14M0 7l12-7 12 7M0 7v14M24 7v14M0 21l12-7 12 7M12 14L0 7M12 14l12-7M0 21l12 7 12-7M12 28v14' +
      'M0 35l12 7 12-7M0 21v14M24 21v14M12 28L0 35M12 28l12 7M12 14v14',
  },
  {
    width: 32,
    height: 32,
    path:
      'M0 0a16 16 0 0 0 16 16a16 16 0 0 0 16-16M0 32a16 16 0 0 1 16-16a16 16 0 0 1 16 16' +
      'M0 0a16 16 0 0 1 0 32M32 0a16 16 0 0 0 0 32M16 12l4 4-4 4-4-4z',
  },
  {
    width: 28,
    height: 48,
    path: 'M14 0v8l-14 8v16l14 8v8M14 8l14 8v16l-14 8M14 15l8 4.6v9l-8 4.6-8-4.6v-9z',
  },
  {
    width: 24,
    height: 28,
    path: 'M6 0v28M18 0v28M0 0l6 6 6-6M0 7l6 6 6-6M0 14l6 6 6-6M12 14l6-6 6 6M12 21l6-6 6 6M12 28l6-6 6 6',
  },
  {
    width: 30,
    height: 30,
    path: 'M0 15h9M21 15h9M15 0v9M15 21v9M9 9h12v12H9zM0 0l9 9M30 0l-9 9M0 30l9-9M30 30l-9-9',
  },
];
