package dev.bartizan.web.access;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as PBKDF2-HMAC-SHA256 of its NFC form. */
record Password(int iterations, byte[] salt, byte[] hash) {
  /** What OWASP asks for this function (Password Storage Cheat Sheet, 2025). */
  static final int ITERATIONS = 600_000;

  static final int SHORTEST = 12;
  static final int LONGEST = 200;

  static Password of(String plain, int iterations, SecureRandom random) {
    var salt = new byte[16];
    random.nextBytes(salt);
    return new Password(iterations, salt, derive(plain, iterations, salt));
  }

  /** One that nothing matches, in the same time. */
  static Password none(int iterations) {
    return new Password(iterations, new byte[16], new byte[0]);
  }

  /** Takes a fraction of a second, on purpose. */
  boolean matches(String plain) {
    return Secrets.same(hash, derive(plain, iterations, salt));
  }

  private static byte[] derive(String plain, int iterations, byte[] salt) {
    var characters = Normalizer.normalize(plain, Normalizer.Form.NFC).toCharArray();
    var spec = new PBEKeySpec(characters, salt, iterations, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
      java.util.Arrays.fill(characters, ' ');
    }
  }
}
