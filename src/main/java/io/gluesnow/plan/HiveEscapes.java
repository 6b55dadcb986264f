package io.gluesnow.plan;

import static io.gluesnow.plan.Expression.binary;
import static io.gluesnow.plan.Expression.call;
import static io.gluesnow.plan.Expression.nothing;
import static io.gluesnow.plan.Expression.number;
import static io.gluesnow.plan.Expression.text;

/**
 * Decodes Hive's escapes ({@code %3A} for a colon) with SPLIT_PART and SUBSTR alone, since nothing
 * that decodes or replaces is allowed in a partition expression.
 *
 * <p>The folder is split at its percent signs; each piece after the first begins with two hex
 * digits, which are looked up in a table that is itself a text to be split. What has more than
 * {@link #MOST} escapes, or one of a sign that Hive does not escape, is NULL.
 */
final class HiveEscapes {
  static final int MOST = 3;

  /** What Hive escapes of ASCII's visible signs, and the blank, which others escape. */
  private static final String SIGNS = " \"#%'*/:=?[\\]^{";

  private static final String TABLE = table();

  private HiveEscapes() {}

  private static String table() {
    StringBuilder out = new StringBuilder("~");
    for (char sign : SIGNS.toCharArray()) {
      out.append(String.format("%02X=%c~", (int) sign, sign));
    }
    return out.toString();
  }

  /** A folder's text after its first {@code skipped} characters, decoded. */
  static Expression decoded(Expression folder, int skipped) {
    Expression plain = call("SUBSTR", folder, number(skipped + 1));
    Expression out = call("SUBSTR", piece(folder, 1), number(skipped + 1));
    for (int i = 2; i <= MOST + 1; i++) {
      out = binary("||", out, sign(piece(folder, i)));
    }
    // "%%" and a percent sign at the end leave an empty piece, which else means "no more pieces".
    Expression odd =
        binary(
            "OR",
            binary(
                "OR",
                call("ENDSWITH", folder, text("%")),
                binary("<>", call("SPLIT_PART", folder, text("%%"), number(1)), folder)),
            binary("<>", piece(folder, MOST + 2), text("")));
    return call(
        "IFF", binary("=", piece(folder, 1), folder), plain, call("IFF", odd, nothing(), out));
  }

  private static Expression sign(Expression piece) {
    Expression code =
        binary(
            "||",
            binary("||", text("~"), call("UPPER", call("SUBSTR", piece, number(1), number(2)))),
            text("="));
    Expression found =
        call("SPLIT_PART", call("SPLIT_PART", text(TABLE), code, number(2)), text("~"), number(1));
    return call(
        "IFF",
        binary("=", piece, text("")),
        text(""),
        binary("||", call("NULLIF", found, text("")), call("SUBSTR", piece, number(3))));
  }

  private static Expression piece(Expression folder, int index) {
    return call("SPLIT_PART", folder, text("%"), number(index));
  }
}
