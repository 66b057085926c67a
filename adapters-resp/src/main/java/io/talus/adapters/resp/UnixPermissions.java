package io.talus.adapters.resp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The nine permission bits of chmod. */
final class UnixPermissions {
  /** From the highest bit down: owner, group, others; each read, write, execute. */
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OWNER_READ,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_EXECUTE
  };

  private UnixPermissions() {}

  /** Gives the file these permissions; none if {@code mode} is 0. */
  static void apply(Path file, int mode) throws IOException {
    if (mode != 0) {
      Files.setPosixFilePermissions(file, of(mode));
    }
  }

  static Set<PosixFilePermission> of(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode >> (BITS.length - 1 - i) & 1) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }
}
