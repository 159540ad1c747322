package dev.bartizan.web.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Files that only their owner may read, replaced whole or not at all; and users.json in one. */
final class UsersFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** What users.json holds. */
  record Book(List<Account> users, List<Issued> tokens) {
    static final Book EMPTY = new Book(List.of(), List.of());
  }

  /** A user with a password. */
  record Account(String name, Role role, Password password) {}

  /** A token, by its SHA-256. */
  record Issued(Token token, byte[] hash) {}

  private UsersFile() {}

  static Book read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Book.EMPTY;
    }
    refuseOpen(file);
    try {
      return JSON.readValue(Files.readAllBytes(file), Book.class);
    } catch (JacksonException e) {
      throw new IOException(
          file + " cannot be read as users: line " + line(e) + "; restore it or move it away", e);
    }
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }

  /** Refuses a file that others can read or change. */
  static void refuseOpen(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + " is open to others: chmod 600 " + file);
    }
  }

  static void write(Path file, Book book) throws IOException {
    write(file, JSON.writeValueAsString(book) + "\n");
  }

  static void write(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var out =
        FileChannel.open(fresh, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
