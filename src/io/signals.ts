/**
 * Has something undone should a signal end the process, which then ends as the signal wants it; what throws stays.
 * Gives what forgets it again: signals are listened to only as long as there is something to undo.
 */
export function undoAtSignal(undo: () => void): () => void {
  if (UNDONE.size === 0) for (const signal of SIGNALS) process.on(signal, endBySignal);
  UNDONE.add(undo);
  return () => {
    if (UNDONE.delete(undo) && UNDONE.size === 0) stopListening();
  };
}

// What was made last goes first: files before their folders.
function endBySignal(signal: NodeJS.Signals): void {
  for (const undo of [...UNDONE].reverse()) {
    try {
      undo();
    } catch {
      // The next run clears what could not be taken away.
    }
  }
  UNDONE.clear();
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, endBySignal);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const UNDONE = new Set<() => void>();
