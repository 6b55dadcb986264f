package io.gluesnow.cloudtrail.archive;

import io.gluesnow.cloudtrail.EventSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Reads the JSON of a trail object byte by byte: <code>{"Records": [{…}, {…}], …}</code>, any
 * number of such documents, with any other keys. Nothing is built: of a record it learns where it
 * ends, and whether a key {@code eventSource} of its own, not of something in it, names a service
 * that matters.
 *
 * <p>Down to the records it insists on JSON; inside them it looks at brackets and strings only,
 * since whoever takes a record apart will find what else is wrong with it.
 */
final class Outline {
  /** What comes next. */
  enum Found {
    /** At {@link Window#at} and {@link Window#keep} a record begins; it is not read yet. */
    RECORD,
    /** Something else was read: from {@link Window#keep}, if that is not negative, until now. */
    OTHER,
    /** A document without records that is known to have none. */
    DIGEST,
    END,
    BROKEN
  }

  private enum State {
    TOP,
    OBJECT_BEGAN,
    IN_OBJECT,
    RECORDS_BEGAN,
    IN_RECORDS
  }

  private static final byte[][] TOP_KEYS = texts(List.of("Records", "digestS3Object"));
  private static final int RECORDS_KEY = 0;
  private static final int DIGEST_KEY = 1;
  private static final byte[][] SOURCE_KEY = texts(List.of("eventSource"));
  private static final byte[][] SOURCES = texts(EventSources.RELEVANT);

  private static final int END = -1;
  private static final int QUOTE = -2;
  private static final int NO_LETTER = -3;
  private static final int NO_MATCH = -2;

  private final Window window;
  private State state;
  private boolean hasRecords;
  private boolean isDigest;
  private boolean isRelevant;
  private boolean isCut;
  private boolean isEmpty;

  /** Whether the window's end is the end of what may be read. */
  private boolean isSealed;

  Outline(Window window) {
    this.window = window;
  }

  void start() {
    state = State.TOP;
    isEmpty = true;
  }

  /** Whether there was nothing so far but white space. */
  boolean isEmpty() {
    return isEmpty;
  }

  /** Whether the last record is about a service that matters. */
  boolean isRelevant() {
    return isRelevant;
  }

  /** Whether the bytes ended in the middle of something. */
  boolean isCut() {
    return isCut;
  }

  /** Reads up to the next record or to the end of something that is none. */
  Found next() throws IOException {
    isCut = false;
    while (true) {
      int b = skipSpace();
      if (b == END) {
        isCut = state != State.TOP;
        return isCut ? Found.BROKEN : Found.END;
      }
      isEmpty = false;
      switch (state) {
        case TOP:
          window.keep = window.at;
          if (b != '{') {
            return value() ? Found.OTHER : Found.BROKEN;
          }
          window.at++;
          hasRecords = false;
          isDigest = false;
          state = State.OBJECT_BEGAN;
          break;
        case OBJECT_BEGAN:
        case IN_OBJECT:
          if (b == '}') {
            window.at++;
            state = State.TOP;
            if (!hasRecords) {
              return isDigest ? Found.DIGEST : Found.OTHER;
            }
          } else if (!member(b)) {
            return Found.BROKEN;
          }
          break;
        case RECORDS_BEGAN:
        case IN_RECORDS:
          if (b == ']') {
            window.at++;
            state = State.IN_OBJECT;
            break;
          }
          if (!element(b)) {
            return Found.BROKEN;
          }
          return peek() == '{' ? Found.RECORD : value() ? Found.OTHER : Found.BROKEN;
        default:
          throw new IllegalStateException(state.toString());
      }
    }
  }

  /** Reads a key and its value, or of the list of records only how it begins. */
  private boolean member(int first) throws IOException {
    int b = first;
    if (state == State.IN_OBJECT) {
      if (b != ',') {
        return false;
      }
      window.at++;
      b = skipSpace();
    }
    if (b != '"') {
      return cut(b);
    }
    window.at++;
    int key = match(TOP_KEYS);
    if (key == END) {
      return cut(END);
    }
    isDigest |= key == DIGEST_KEY;
    b = skipSpace();
    if (b != ':') {
      return cut(b);
    }
    window.at++;
    b = skipSpace();
    if (b == '[' && key == RECORDS_KEY) {
      window.at++;
      window.keep = -1;
      hasRecords = true;
      state = State.RECORDS_BEGAN;
      return true;
    }
    state = State.IN_OBJECT;
    return value();
  }

  /** Reads the comma before an element, and marks where the element begins. */
  private boolean element(int first) throws IOException {
    int b = first;
    if (state == State.IN_RECORDS) {
      if (b != ',') {
        return false;
      }
      window.at++;
      b = skipSpace();
      if (b == END) {
        return cut(b);
      }
    }
    state = State.IN_RECORDS;
    window.keep = window.at;
    return true;
  }

  private boolean cut(int b) {
    isCut = b == END;
    return false;
  }

  /** Reads one value of any kind; false where none begins here or it has no end. */
  private boolean value() throws IOException {
    int b = peek();
    if (b == '{' || b == '[') {
      return container(false);
    }
    if (b == '"') {
      window.at++;
      return skipText() || cut(END);
    }
    int length = 0;
    while (b != END && b != ',' && b != ']' && b != '}' && b > ' ') {
      if (b == '"' || b == '{' || b == '[' || b == ':') {
        return false;
      }
      window.at++;
      length++;
      b = peek();
    }
    // At the end of everything a word or number may be whole; inside something it is not.
    return length > 0 && (b != END || state == State.TOP) || cut(b);
  }

  /** Reads the record that begins at {@link Window#at}; false where it has no end. */
  boolean record() throws IOException {
    return container(false);
  }

  /** Reads in the record that begins at {@link Window#at} and ends before {@code end}. */
  boolean recordIsRelevant(int end) throws IOException {
    int to = window.to;
    window.to = end;
    isSealed = true;
    try {
      return container(true) && isRelevant;
    } finally {
      isSealed = false;
      window.to = to;
      window.at = end;
    }
  }

  private boolean container(boolean untilRelevant) throws IOException {
    isRelevant = false;
    isCut = false;
    int depth = 0;
    boolean isKey = true;
    boolean isSource = false;
    while (true) {
      int b = take();
      switch (b) {
        case END:
          return cut(END);
        case '{':
        case '[':
          depth++;
          break;
        case '}':
        case ']':
          depth--;
          if (depth == 0) {
            return true;
          }
          break;
        case ',':
          if (depth == 1) {
            isKey = true;
            isSource = false;
          }
          break;
        case '"':
          if (depth == 1 && (isKey || isSource)) {
            int matched = match(isKey ? SOURCE_KEY : SOURCES);
            if (matched == END) {
              return cut(END);
            }
            isSource = isKey && matched >= 0;
            isRelevant |= !isKey && matched >= 0;
            isKey = false;
            if (isRelevant && untilRelevant) {
              return true;
            }
          } else if (!skipText()) {
            return cut(END);
          }
          break;
        default:
      }
    }
  }

  /** Reads a text after its first quote: which of these it is, NO_MATCH, or END. */
  private int match(byte[][] texts) throws IOException {
    int alike = (1 << texts.length) - 1;
    for (int length = 0; ; length++) {
      int c = character();
      if (c == END) {
        return END;
      }
      for (int i = 0; i < texts.length; i++) {
        if (c == QUOTE ? length != texts[i].length : !hasAt(texts[i], length, c)) {
          alike &= ~(1 << i);
        }
      }
      if (c == QUOTE) {
        return alike == 0 ? NO_MATCH : Integer.numberOfTrailingZeros(alike);
      }
    }
  }

  private static boolean hasAt(byte[] text, int place, int c) {
    return place < text.length && text[place] == c;
  }

  /** The next character of a text: what an escape stands for, the quote that ends it, or END. */
  private int character() throws IOException {
    int b = take();
    if (b == '"') {
      return QUOTE;
    }
    if (b != '\\') {
      return b;
    }
    b = take();
    if (b != 'u') {
      return b == END ? END : b == '/' ? '/' : NO_LETTER;
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek();
      if (digit == END) {
        return END;
      }
      int value = Character.digit(digit, 16);
      if (value < 0) {
        return NO_LETTER;
      }
      window.at++;
      unit = unit << 4 | value;
    }
    return unit;
  }

  /** Reads to the end of a text, after its first quote. */
  private boolean skipText() throws IOException {
    while (true) {
      byte[] bytes = window.bytes;
      int to = window.to;
      int at = window.at;
      while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
        at++;
      }
      window.at = at;
      int b = take();
      if (b == '"') {
        return true;
      }
      if (b == END || b == '\\' && take() == END) {
        return false;
      }
      if (b != '\\') {
        window.at--;
      }
    }
  }

  private int skipSpace() throws IOException {
    int b = peek();
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      window.at++;
      b = peek();
    }
    return b;
  }

  private int take() throws IOException {
    int b = peek();
    if (b != END) {
      window.at++;
    }
    return b;
  }

  private int peek() throws IOException {
    return window.at < window.to || more() ? window.bytes[window.at] & 0xff : END;
  }

  /** Makes room by forgetting how the value began, if it is larger than the window may be. */
  private boolean more() throws IOException {
    if (isSealed) {
      return false;
    }
    Window.Filled filled = window.fill();
    if (filled == Window.Filled.FULL) {
      window.keep = -1;
      filled = window.fill();
    }
    return filled == Window.Filled.MORE;
  }

  private static byte[][] texts(Collection<String> texts) {
    return texts.stream()
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }
}
