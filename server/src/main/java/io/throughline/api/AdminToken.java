package io.throughline.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that whoever starts the server may change its state with, until sign-in exists. Made
 * anew at each start, printed once, and kept in a file that only the server's user can read, for
 * the commands that talk to a running server.
 */
public final class AdminToken {
  private static final int BYTES = 32;

  private final String token;

  private AdminToken(String token) {
    this.token = token;
  }

  /** Makes a new token and keeps it in {@code admin-token} in the folder. */
  public static AdminToken make(Path folder) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    AdminToken made =
        new AdminToken("tl_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    Path file = file(folder);
    Files.deleteIfExists(file);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, made.token, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return made;
  }

  /** Where the token is kept. */
  public static Path file(Path folder) {
    return folder.resolve("admin-token");
  }

  /** Whether a caller knows the token; takes the same time for every wrong one. */
  boolean matches(String candidate) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** The token, to be printed once at the start. */
  public String reveal() {
    return token;
  }

  @Override
  public String toString() {
    return "AdminToken[hidden]";
  }
}
