package io.throughline.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process away from a data directory. The system lets go of the lock when the
 * process dies, however it dies; a left-over lock file means nothing.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "throughline.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws LedgerException saying who holds it, when another process does
   */
  static DirectoryLock take(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new LedgerException(
            "the data directory %s is in use by another Throughline%s: stop that one first, or give this one a directory of its own (server.data)"
                .formatted(directory.toAbsolutePath(), holder(file)));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DirectoryLock(channel, lock);
    } catch (IOException e) {
      throw new LedgerException(
          "cannot write to the data directory %s: %s"
              .formatted(directory.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process, which is as bad
    }
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.matches("[0-9]{1,10}") ? " (process " + pid + ")" : "";
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw new LedgerException("cannot let go of the data directory: " + e.getMessage(), e);
    }
  }
}
