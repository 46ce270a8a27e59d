package io.vitals.domain.quality;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a company's name and domain tells it from others: without case, accents, punctuation and
 * legal form. Two companies of one normal name may still be two; a person judges.
 */
final class CompanyIdentity {
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "inc",
          "incorporated",
          "llc",
          "ltd",
          "limited",
          "corp",
          "corporation",
          "co",
          "company",
          "plc",
          "gmbh",
          "ag",
          "kg",
          "sa",
          "sas",
          "sarl",
          "srl",
          "spa",
          "bv",
          "nv",
          "ab",
          "as",
          "oy",
          "pty");

  /** Mail providers: a domain of theirs says nothing of the company. */
  private static final Set<String> SHARED_DOMAINS =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "yahoo.com",
          "hotmail.com",
          "outlook.com",
          "live.com",
          "icloud.com",
          "aol.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "proton.me",
          "protonmail.com",
          "qq.com",
          "163.com",
          "example.com");

  private CompanyIdentity() {}

  /** The name to compare by; empty when nothing of it is left. */
  static String name(String name) {
    if (name == null) {
      return "";
    }
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    List<String> words = List.of(plain.split(" "));
    int end = words.size();
    while (end > 1 && LEGAL_FORMS.contains(words.get(end - 1))) {
      end--;
    }
    return String.join(" ", words.subList(0, end));
  }

  /** The domain to compare by; empty when it says nothing of the company. */
  static String domain(String domain) {
    if (domain == null) {
      return "";
    }
    String plain =
        domain
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^https?://", "")
            .replaceFirst("^www\\.", "")
            .replaceFirst("[/:?].*$", "");
    return SHARED_DOMAINS.contains(plain) ? "" : plain;
  }
}
