package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Disk;
import io.talus.application.port.DiskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the file system. */
public final class FolderDisk implements Disk {
  private final Path folder;

  /** Uses the folder, which is made if it does not exist. */
  public FolderDisk(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new DiskException(folder + ": cannot be made", failed);
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      sync(parent);
    }
  }

  @Override
  public List<String> list() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException failed) {
      throw new DiskException(folder + ": cannot be listed", failed);
    }
  }

  @Override
  public AppendFile create(String name) {
    return channel(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public AppendFile open(String name) {
    return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private AppendFile channel(String name, StandardOpenOption... options) {
    Path path = folder.resolve(name);
    try {
      return new ChannelFile(path, FileChannel.open(path, options));
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be opened", failed);
    }
  }

  @Override
  public void delete(String name) {
    try {
      Files.delete(folder.resolve(name));
    } catch (IOException failed) {
      throw new DiskException(folder.resolve(name) + ": cannot be deleted", failed);
    }
  }

  @Override
  public void syncFolder() {
    sync(folder);
  }

  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException failed) {
      throw new DiskException(directory + ": cannot be synced", failed);
    }
  }

  @Override
  public long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException failed) {
      throw new DiskException(folder + ": its file system says nothing", failed);
    }
  }

  @Override
  public String location() {
    return folder.toString();
  }
}
