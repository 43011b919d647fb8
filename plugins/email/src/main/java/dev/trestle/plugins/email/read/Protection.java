package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.Locale;

/**
 * Whether a message says that it is signed or encrypted. Nothing is checked or opened here.
 *
 * @param method {@code PGP}, {@code S/MIME}, or empty when it is neither
 */
public record Protection(boolean signed, boolean encrypted, String method) {
  static Protection of(Headers headers, List<Part> parts, String plain) {
    Parameters whole = Parameters.of(headers.first("Content-Type"));
    boolean signed = whole.value().equals("multipart/signed");
    boolean encrypted = whole.value().equals("multipart/encrypted");
    boolean smime = whole.get("protocol").toLowerCase(Locale.ROOT).contains("pkcs7");
    boolean pgp = (signed || encrypted) && !smime;
    for (Part part : parts) {
      String type = part.type().value();
      if (type.endsWith("pkcs7-mime")) {
        smime = true;
        boolean onlySigned = part.type().get("smime-type").equalsIgnoreCase("signed-data");
        signed |= onlySigned;
        encrypted |= !onlySigned;
      } else if (type.endsWith("pkcs7-signature")) {
        smime = true;
        signed = true;
      } else if (type.equals("application/pgp-signature")) {
        pgp = true;
        signed = true;
      } else if (type.equals("application/pgp-encrypted")) {
        pgp = true;
        encrypted = true;
      }
    }
    if (begins(plain, "-----BEGIN PGP MESSAGE-----")) {
      pgp = true;
      encrypted = true;
    }
    if (begins(plain, "-----BEGIN PGP SIGNED MESSAGE-----")) {
      pgp = true;
      signed = true;
    }
    return new Protection(signed, encrypted, smime ? "S/MIME" : pgp ? "PGP" : "");
  }

  private static boolean begins(String text, String armour) {
    return text.startsWith(armour) || text.contains("\n" + armour);
  }
}
