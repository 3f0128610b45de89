package io.throughline.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The bytes of a file, counted and summed up as they are read. A large file is summed up beside the
 * reading, by a thread of its own: SHA-256 takes half as long as reading a load test does.
 */
final class Counted extends FilterInputStream {
  private static final int CHUNK = 256 * 1024;
  private static final int WAITING = 8;
  private static final byte[] END = new byte[0];

  private final MessageDigest digest = sha256();
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(WAITING);
  private byte[] chunk = new byte[CHUNK];
  private int filled;
  private long bytes;
  private final Thread beside;

  Counted(InputStream input) {
    super(input);
    beside = Thread.ofPlatform().daemon().name("sha-256").unstarted(this::sumUp);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    int done = 0;
    while (done < read) {
      int part = Math.min(read - done, CHUNK - filled);
      System.arraycopy(into, from + done, chunk, filled, part);
      filled += part;
      done += part;
      if (filled == CHUNK) {
        hand(chunk);
        chunk = new byte[CHUNK];
        filled = 0;
      }
    }
    bytes += Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    beside.interrupt();
    super.close();
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  /** SHA-256 of all bytes that were read, in hexadecimal. To be asked once, at the end. */
  String sha256Text() throws IOException {
    if (beside.getState() != Thread.State.NEW) {
      hand(END);
      try {
        beside.join();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    digest.update(chunk, 0, filled);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void hand(byte[] full) throws IOException {
    if (beside.getState() == Thread.State.NEW) {
      beside.start();
    }
    try {
      chunks.put(full);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void sumUp() {
    try {
      for (byte[] next = chunks.take(); next != END; next = chunks.take()) {
        digest.update(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("it was interrupted");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
