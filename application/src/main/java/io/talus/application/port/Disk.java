package io.talus.application.port;

import java.util.List;

/**
 * A folder of append-only files. What was appended survives a killed process; what was synced, and
 * is in a folder that was synced after the file was made, survives a failing machine. Faults come
 * out as {@link DiskException}.
 */
public interface Disk {
  /** The names of all files, in no particular order. */
  List<String> list();

  /** A new, empty file. */
  AppendFile create(String name);

  /** An existing file. */
  AppendFile open(String name);

  void delete(String name);

  /** Makes created and deleted names durable. */
  void syncFolder();

  /** How many bytes more it takes, about; others may use the same device. */
  long freeBytes();

  /** Where the folder is, for messages. */
  String location();

  /** A file that grows at its end. Appended and synced by one thread each, read by any. */
  interface AppendFile extends AutoCloseable {
    long size();

    /**
     * Appends all of it, or fails; after a failure {@link #truncate} takes back what was written.
     */
    void append(byte[] source, int length);

    /** Appends both, one after the other, in one go. */
    void append(byte[] first, int firstLength, byte[] second, int secondLength);

    /** Reads up to {@code length} bytes; returns how many, less only at the end of the file. */
    int read(long position, byte[] target, int from, int length);

    void sync();

    void truncate(long size);

    @Override
    void close();
  }
}
