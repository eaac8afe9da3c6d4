import type { Words } from '../output/words.ts';

/** Where the cut points of relative tests came from; 'none' where no test is relative. */
export type CutPoints =
  | { readonly kind: 'none' }
  | { readonly kind: 'fresh' }
  | { readonly kind: 'locked'; readonly file: string; readonly sha256: string };

/** In words; null where there is nothing to say. */
export function cutPointsText(cutPoints: CutPoints, { sentences }: Words): string | null {
  switch (cutPoints.kind) {
    case 'none':
      return null;
    case 'fresh':
      return sentences.freshCutPoints;
    case 'locked':
      return sentences.lockedCutPoints(cutPoints.file);
  }
}

/** As members of a JSON head. */
export function cutPointsJson(cutPoints: CutPoints): object {
  switch (cutPoints.kind) {
    case 'none':
      return { cut_points: null };
    case 'fresh':
      return { cut_points: 'fresh' };
    case 'locked':
      return { cut_points: 'locked', lock_sha256: cutPoints.sha256 };
  }
}
