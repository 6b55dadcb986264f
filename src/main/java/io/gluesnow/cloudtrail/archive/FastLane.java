package io.gluesnow.cloudtrail.archive;

import io.gluesnow.cloudtrail.EventSources;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds where records of a {@code Records} array begin, and which of them might matter, at nearly
 * the speed of inflating: eight bytes at a time, stopping only at the few bytes that can matter. It
 * decides nothing that it cannot prove for valid JSON; where it cannot, it says so, and {@link
 * Outline} reads that record byte by byte.
 *
 * <p>The proofs rest on one fact: inside a JSON string no quote stands without a backslash before
 * it, and behind its last quote no letter can follow. So
 *
 * <ul>
 *   <li>in <code>},{"eventVersion":"</code> the brace is no text. It begins an element of an array,
 *       behind another object: the next record, or part of an array within the record.
 *   <li>An array with objects in it has a first object, whose brace follows a bracket, a comma or
 *       white space. In <code>[{"a</code> neither is text, and in <code>]},"a</code> the bracket
 *       ends an array: the one that began last, if no other bracket stands between the two.
 *       Whatever begins before that end belongs to the record.
 *   <li>A brace behind a colon begins a value, never an element. Any other brace that may not be
 *       text stops this lane.
 *   <li>A record that matters holds {@code "eventSource"}, a colon and, say, {@code
 *       "glue.amazonaws.com"} with nothing but white space between them, unless letters of it are
 *       written as escapes. Each of these names has one z, which is rare otherwise.
 * </ul>
 */
final class FastLane {
  /** Why {@link #run} came back. */
  enum Stop {
    /** All that is in the window was read; it goes on after a fill. */
    MORE,
    /**
     * The record at {@link Window#keep} ends before the comma before {@link Window#at}, where the
     * next one begins, and it might matter.
     */
    CANDIDATE,
    /** Nothing is known of the record at {@link Window#keep}. */
    UNSURE
  }

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** No decision needs more bytes behind a place than this. */
  private static final int AHEAD = 32;

  private static final int BLOCK = 32;

  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW_7 = 0x7f7f7f7f7f7f7f7fL;

  /** With this mask <code>z {</code> are one, <code>\ ]</code> are one, and no other byte is. */
  private static final long PAIRS = 0x7e7e7e7e7e7e7e7eL;

  private static final long Z_AND_BRACE = 0x7a7a7a7a7a7a7a7aL;
  private static final long BACKSLASH_AND_BRACKET = 0x5c5c5c5c5c5c5c5cL;

  /** Makes eight high bits one byte. */
  private static final long GATHER = 0x0102040810204080L;

  private static final long BRACKET_MASK = 0x7979797979797979L;
  private static final long BRACKETS = 0x5959595959595959L;

  private static final long BORDER_1 = word("{\"eventV");
  private static final long BORDER_2 = word("ersion\":");
  private static final String DOMAIN = ".amazonaws.com";

  /** How many bytes of the domain stand before its z. */
  private static final int Z = DOMAIN.indexOf('z');

  private static final byte[] BEHIND_Z = ascii("zonaws.com\"");
  private static final byte[] KEY = ascii("\"eventSource\"");
  private static final byte[][] NAMES = names();

  /** The eight bytes before the z of each name. */
  private static final long[] BEFORE_Z = beforeZ();

  private static final int UNKNOWN = -1;
  private static final int CUT = -2;

  // Of the record that is being read; places are counted from its first byte.
  private int scanned;
  private int arrayEnd;
  private boolean candidate;
  private long passed;

  /** A record begins at {@link Window#keep}. */
  void begin() {
    scanned = 1;
    arrayEnd = 0;
    candidate = false;
  }

  /** The services' names before the domain; with others this lane would miss records. */
  private static byte[][] names() {
    return EventSources.RELEVANT.stream()
        .map(
            source -> {
              if (!source.endsWith(DOMAIN) || !source.matches("[a-z0-9.]{4,}")) {
                throw new IllegalStateException("this lane does not find " + source);
              }
              return ascii(source.substring(0, source.length() - DOMAIN.length()));
            })
        .toArray(byte[][]::new);
  }

  private static long[] beforeZ() {
    return Arrays.stream(NAMES)
        .mapToLong(
            name -> {
              byte[] all = ascii(new String(name, StandardCharsets.US_ASCII) + DOMAIN);
              return word(all, name.length + Z - 8);
            })
        .toArray();
  }

  /** How many records were passed over since this was last asked. */
  long takePassed() {
    long count = passed;
    passed = 0;
    return count;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long word(String text) {
    return word(ascii(text), 0);
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** The high bit of each byte that is none of <code>z { \ ]</code>. */
  private static long quiet(long word) {
    long pairs = word & PAIRS;
    return ((pairs ^ Z_AND_BRACE) + LOW_7) & ((pairs ^ BACKSLASH_AND_BRACKET) + LOW_7);
  }

  /** One bit for each byte that is not quiet. */
  private static long loud(long quiet) {
    return (((~quiet & HIGH) >>> 7) * GATHER) >>> 56;
  }

  /** Passes over records until one needs a closer look or the window ends. */
  Stop run(Window window) {
    byte[] bytes = window.bytes;
    int last = window.to - BLOCK - AHEAD;
    int from = window.keep + scanned;
    // Blocks lie the same in the object, whatever came in when: broken JSON too is read in one way.
    int at = from - (int) (window.offset(from) & BLOCK - 1);
    for (; at <= last; at += BLOCK) {
      long first = quiet(word(bytes, at));
      long second = quiet(word(bytes, at + 8));
      long third = quiet(word(bytes, at + 16));
      long fourth = quiet(word(bytes, at + 24));
      if ((first & second & third & fourth & HIGH) == HIGH) {
        continue;
      }
      long loud = loud(first) | loud(second) << 8 | loud(third) << 16 | loud(fourth) << 24;
      if (at < from) {
        loud = loud >>> from - at << from - at;
      }
      while (loud != 0) {
        int place = at + Long.numberOfTrailingZeros(loud);
        loud &= loud - 1;
        byte b = bytes[place];
        if (b == '{') {
          if (bytes[place - 1] != ':' && place >= window.keep + arrayEnd) {
            if (isBorder(bytes, place)) {
              if (candidate) {
                window.at = place;
                return Stop.CANDIDATE;
              }
              passed++;
              window.keep = place;
              arrayEnd = 0;
            } else if (mayBeginAnElement(bytes, place)) {
              int end = endOfArray(bytes, place, window.to);
              if (end < 0) {
                scanned = place - window.keep;
                return end == CUT ? Stop.MORE : Stop.UNSURE;
              }
              arrayEnd = end - window.keep;
            }
          }
        } else if (b == 'z') {
          long before = word(bytes, place - 8);
          for (int i = 0; i < BEFORE_Z.length; i++) {
            if (before == BEFORE_Z[i]) {
              candidate |= isSource(bytes, place, NAMES[i], window.keep);
            }
          }
        } else if (b == '\\' && bytes[place + 1] == 'u') {
          candidate |= spellsPartOfAName(bytes, place + 2);
        }
      }
    }
    scanned = Math.max(from, at) - window.keep;
    return Stop.MORE;
  }

  private static boolean isBorder(byte[] bytes, int place) {
    return word(bytes, place) == BORDER_1
        && word(bytes, place + 8) == BORDER_2
        && bytes[place + 16] == '"'
        && bytes[place - 1] == ','
        && bytes[place - 2] == '}';
  }

  /** Whether a brace can be more than text: an element, or the beginning of another document. */
  private static boolean mayBeginAnElement(byte[] bytes, int place) {
    byte next = bytes[place + 1];
    if (next != '"' && next != '}' && !isSpace(next)) {
      return false;
    }
    byte before = bytes[place - 1];
    return before == ',' || before == '[' || before == '}' || before == ']' || isSpace(before);
  }

  /** Where the array ends whose first element begins here; or that this cannot be told. */
  private static int endOfArray(byte[] bytes, int brace, int to) {
    if (bytes[brace - 1] != '[' || bytes[brace + 1] != '"' || !isLetter(bytes[brace + 2])) {
      return UNKNOWN;
    }
    for (int at = brace + 1; at <= to - 8 - AHEAD; at += 8) {
      long hits = ~(((word(bytes, at) & BRACKET_MASK) ^ BRACKETS) + LOW_7) & HIGH;
      while (hits != 0) {
        int place = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        hits &= hits - 1;
        if (bytes[place] == '[') {
          return UNKNOWN;
        }
        if (bytes[place] == ']') {
          return endsAnArray(bytes, place) ? place : UNKNOWN;
        }
      }
    }
    return CUT;
  }

  /** Whether closing brackets and then <code>,"a</code> or <code>,{"a</code> follow. */
  private static boolean endsAnArray(byte[] bytes, int place) {
    int at = place + 1;
    while (at < place + AHEAD - 4 && (bytes[at] == '}' || bytes[at] == ']')) {
      at++;
    }
    int quote = bytes[at + 1] == '{' ? at + 2 : at + 1;
    return bytes[at] == ',' && bytes[quote] == '"' && isLetter(bytes[quote + 1]);
  }

  /** Whether the text around this z is a service's name, and the value of some eventSource. */
  private static boolean isSource(byte[] bytes, int z, byte[] name, int from) {
    if (!matches(BEHIND_Z, bytes, z)) {
      return false;
    }
    int at = z - Z - name.length;
    if (at <= from || bytes[at - 1] != '"' || !matches(name, bytes, at)) {
      return false;
    }
    at -= 2;
    while (at > from && isSpace(bytes[at])) {
      at--;
    }
    if (bytes[at] != ':') {
      return false;
    }
    at--;
    while (at > from && isSpace(bytes[at])) {
      at--;
    }
    at -= KEY.length - 1;
    return at > from && matches(KEY, bytes, at);
  }

  private static boolean matches(byte[] text, byte[] bytes, int at) {
    return Arrays.equals(text, 0, text.length, bytes, at, at + text.length);
  }

  /** Whether four hexadecimal digits spell what a key or name that is looked for can hold. */
  private static boolean spellsPartOfAName(byte[] bytes, int digits) {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | Character.digit(bytes[digits + i], 16);
    }
    return unit == '.'
        || unit >= '0' && unit <= '9'
        || unit >= 'A' && unit <= 'Z'
        || unit >= 'a' && unit <= 'z';
  }

  private static boolean isLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
