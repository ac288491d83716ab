import { plain } from './mount-table.ts';

/** Returns the mount points of /etc/fstab (fstab(5)), the deepest first. */
export function parseFstab(text: string): readonly string[] {
  const points = text.split('\n').flatMap((line) => {
    const [device = '', point = ''] = line.trim().split(/\s+/);
    return device.startsWith('#') || !point.startsWith('/') ? [] : [plain(point).replace(/\/+$/, '')];
  });
  // Without its slash, the root directory is an empty text.
  return points.filter((point) => point !== '').sort((a, b) => b.length - a.length);
}
