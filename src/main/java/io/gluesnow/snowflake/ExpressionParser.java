package io.gluesnow.snowflake;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.snowflake.PrintedToken.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the text of a column expression, ours or in one of Snowflake's compiled forms, to one
 * tree: {@code value:c1::TEXT}, {@code CAST(GET(VALUE, 'c1') AS VARCHAR(16777216))} and {@code … AS
 * VARCHAR} are the same.
 *
 * <p>Text that it does not know in every part is {@link Expression#unknown}: guessing would make
 * tables look changed that are not.
 */
final class ExpressionParser {
  /** Deeper text is no expression of ours; the bound keeps a hostile one off the stack's end. */
  private static final int DEEPEST = 200;

  /** Functions that are printed as they are sent. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "SPLIT_PART",
          "NULLIF",
          "IFF",
          "STARTSWITH",
          "ENDSWITH",
          "CONTAINS",
          "LOWER",
          "UPPER",
          "TRIM",
          "LTRIM",
          "RTRIM",
          "LEFT",
          "RIGHT",
          "LENGTH",
          "REPLACE",
          "NVL2",
          "ZEROIFNULL",
          "ARRAY_CONSTRUCT",
          "PARSE_JSON",
          "TRY_PARSE_JSON",
          "TRY_TO_DATE",
          "TRY_TO_NUMBER",
          "TRY_TO_BOOLEAN",
          "TRY_TO_DOUBLE",
          "TRY_TO_BINARY",
          "TRY_TO_TIMESTAMP",
          "TRY_TO_TIMESTAMP_NTZ",
          "TRY_TO_TIMESTAMP_LTZ",
          "TRY_TO_TIMESTAMP_TZ",
          "TO_DATE",
          "TO_TIMESTAMP",
          "TO_TIMESTAMP_NTZ",
          "TO_TIMESTAMP_LTZ",
          "TO_TIMESTAMP_TZ",
          "TO_TIME",
          "TO_BINARY",
          "TO_NUMBER",
          "TO_CHAR");

  /** Other spellings of a function. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("SUBSTRING", "SUBSTR"),
          Map.entry("SUBSTR", "SUBSTR"),
          Map.entry("NVL", "IFNULL"),
          Map.entry("IFNULL", "IFNULL"),
          Map.entry("TO_VARCHAR", "TO_CHAR"),
          Map.entry("TO_DECIMAL", "TO_NUMBER"),
          Map.entry("TO_NUMERIC", "TO_NUMBER"),
          Map.entry("TRY_TO_DECIMAL", "TRY_TO_NUMBER"),
          Map.entry("TRY_TO_NUMERIC", "TRY_TO_NUMBER"));

  /** Functions of one argument that are casts. */
  private static final Map<String, SnowflakeType> CASTS =
      Map.ofEntries(
          Map.entry("TO_NUMBER", SnowflakeType.number(38, 0)),
          Map.entry("TO_CHAR", SnowflakeType.VARCHAR),
          Map.entry("TO_DATE", SnowflakeType.DATE),
          Map.entry("TO_BOOLEAN", SnowflakeType.BOOLEAN),
          Map.entry("TO_DOUBLE", SnowflakeType.FLOAT),
          Map.entry("TO_TIME", SnowflakeType.parse("TIME")),
          Map.entry("TO_TIMESTAMP_NTZ", SnowflakeType.TIMESTAMP_NTZ),
          Map.entry("TO_TIMESTAMP_LTZ", SnowflakeType.TIMESTAMP_LTZ),
          Map.entry("TO_TIMESTAMP_TZ", SnowflakeType.TIMESTAMP_TZ),
          Map.entry("TO_BINARY", SnowflakeType.BINARY),
          Map.entry("TO_VARIANT", SnowflakeType.VARIANT),
          Map.entry("TO_ARRAY", SnowflakeType.ARRAY),
          Map.entry("TO_OBJECT", SnowflakeType.OBJECT));

  private final PrintedTokens in;
  private int depth;

  private ExpressionParser(PrintedTokens in) {
    this.in = in;
  }

  /** The tree of an expression; never throws. */
  static Expression parse(String text) {
    try {
      ExpressionParser parser = new ExpressionParser(PrintedTokens.of(text));
      Expression whole = parser.expression();
      return parser.in.atEnd() ? whole : Expression.unknown(text);
    } catch (Unreadable e) {
      return Expression.unknown(text);
    }
  }

  /**
   * The tree of a column's expression, with the outer cast that Snowflake leaves out where the
   * expression has the column's type anyway ({@code GET(VALUE, 'v')} for a VARIANT).
   */
  static Expression parse(String text, SnowflakeType columnType) {
    Expression whole = parse(text);
    return whole.hasUnknown() ? whole : whole.accept(new OuterCast(whole, columnType));
  }

  private Expression expression() {
    if (++depth > DEEPEST) {
      throw new Unreadable("nested too deeply");
    }
    Expression left = conjunction();
    while (in.accept("OR")) {
      left = Expression.binary("OR", left, conjunction());
    }
    depth--;
    return left;
  }

  private Expression conjunction() {
    Expression left = comparison();
    while (in.accept("AND")) {
      left = Expression.binary("AND", left, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    for (String sign : new String[] {"=", "<>", "!=", "<=", ">=", "<", ">"}) {
      if (in.acceptSign(sign)) {
        return Expression.binary(sign.equals("!=") ? "<>" : sign, left, sum());
      }
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (in.acceptSign("||")) {
        left = Expression.binary("||", left, product());
      } else if (in.acceptSign("+")) {
        left = Expression.binary("+", left, product());
      } else if (in.acceptSign("-")) {
        left = Expression.binary("-", left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = postfix();
    while (true) {
      if (in.acceptSign("*")) {
        left = Expression.binary("*", left, postfix());
      } else if (in.acceptSign("/")) {
        left = Expression.binary("/", left, postfix());
      } else {
        return left;
      }
    }
  }

  private Expression postfix() {
    Expression operand = primary();
    while (true) {
      if (in.acceptSign("::")) {
        operand = operand.castTo(type());
      } else if (in.acceptSign(":")) {
        operand = get(operand, key());
        while (in.acceptSign(".")) {
          operand = get(operand, key());
        }
      } else if (in.acceptSign("[")) {
        operand = get(operand, in.take(Type.STRING));
        in.expectSign("]");
        while (in.acceptSign(".")) {
          operand = get(operand, key());
        }
      } else {
        return operand;
      }
    }
  }

  private String key() {
    if (!in.peek().isName()) {
      throw new Unreadable("a key expected, not " + in.peek());
    }
    return in.take().text();
  }

  private Expression primary() {
    PrintedToken token = in.take();
    switch (token.type()) {
      case STRING:
        return Expression.text(token.text());
      case NUMBER:
        return Expression.number(integer(token.text()));
      case POSITIONAL:
        if (token.text().equals("$1")) {
          return Expression.value();
        }
        break;
      case QUOTED:
        return named(token.text());
      case WORD:
        return word(token.text().toUpperCase(Locale.ROOT));
      case SIGN:
        if (token.text().equals("(")) {
          Expression inner = expression();
          in.expectSign(")");
          return inner;
        }
        if (token.text().equals("-") && in.peek().is(Type.NUMBER)) {
          return Expression.number(-integer(in.take().text()));
        }
        break;
      default:
        break;
    }
    throw new Unreadable("not an expression: " + token);
  }

  private static long integer(String digits) {
    if (digits.length() > 18 || digits.indexOf('.') >= 0) {
      throw new Unreadable("not an integer: " + digits);
    }
    return Long.parseLong(digits);
  }

  private static Expression named(String name) {
    switch (name) {
      case "VALUE":
        return Expression.value();
      case "METADATA$FILENAME":
        return Expression.fileName();
      default:
        throw new Unreadable("another column: " + name);
    }
  }

  private Expression word(String word) {
    if (word.equals("NULL")) {
      return Expression.nothing();
    }
    if (word.equals("CASE")) {
      return choice();
    }
    if (!in.peek().isSign("(")) {
      return named(word);
    }
    if (word.equals("CAST")) {
      in.expectSign("(");
      Expression operand = expression();
      in.expect("AS");
      SnowflakeType type = type();
      in.expectSign(")");
      return operand.castTo(type);
    }
    return call(word, arguments());
  }

  private List<Expression> arguments() {
    in.expectSign("(");
    List<Expression> arguments = new ArrayList<>();
    if (in.acceptSign(")")) {
      return arguments;
    }
    do {
      arguments.add(expression());
    } while (in.acceptSign(","));
    in.expectSign(")");
    return arguments;
  }

  private static Expression call(String printed, List<Expression> arguments) {
    String function = SYNONYMS.getOrDefault(printed, printed);
    int count = arguments.size();
    if (function.equals("GET") && count == 2) {
      return get(arguments.get(0), requiredText(arguments.get(1)));
    }
    if (function.equals("GET_PATH") && count == 2) {
      Expression value = arguments.get(0);
      for (String key : keys(requiredText(arguments.get(1)))) {
        value = get(value, key);
      }
      return value;
    }
    if (function.equals("GET_IGNORE_CASE") && count == 2) {
      return Expression.call(function, arguments);
    }
    if (function.equals("CONCAT") && count >= 2) {
      return arguments.stream().reduce((a, b) -> Expression.binary("||", a, b)).get();
    }
    if (function.equals("COALESCE") && count == 2) {
      return Expression.call("IFNULL", arguments);
    }
    if (function.equals("IFF") && count == 3) {
      return iff(arguments.get(0), arguments.get(1), arguments.get(2));
    }
    if (CASTS.containsKey(function) && count == 1) {
      return arguments.get(0).castTo(CASTS.get(function));
    }
    if (function.equals("TO_NUMBER") && (count == 2 || count == 3) && areNumbers(arguments)) {
      long scale = count == 3 ? ExpressionView.numberOf(arguments.get(2)).get() : 0;
      long precision = ExpressionView.numberOf(arguments.get(1)).get();
      return arguments.get(0).castTo(SnowflakeType.number((int) precision, (int) scale));
    }
    if (FUNCTIONS.contains(function) || SYNONYMS.containsValue(function)) {
      return Expression.call(function, arguments);
    }
    throw new Unreadable("not a function that we use: " + printed);
  }

  private static boolean areNumbers(List<Expression> arguments) {
    return arguments.stream()
        .skip(1)
        .map(ExpressionView::numberOf)
        .allMatch(number -> number.isPresent() && number.get() >= 0 && number.get() <= 38);
  }

  private static String requiredText(Expression expression) {
    return ExpressionView.textOf(expression)
        .orElseThrow(() -> new Unreadable("a key that is no literal"));
  }

  private static Expression get(Expression operand, String key) {
    List<String> path =
        new ArrayList<>(
            ExpressionView.pathOf(operand)
                .orElseThrow(() -> new Unreadable("a key of something other than the row")));
    path.add(key);
    return Expression.value(path);
  }

  /** The keys of a path in text, as GET_PATH takes it: {@code a."b c"['d']}. */
  private static List<String> keys(String path) {
    PrintedTokens in = PrintedTokens.of(path);
    List<String> keys = new ArrayList<>();
    while (!in.atEnd()) {
      if (in.acceptSign("[")) {
        boolean literal = in.peek().is(Type.STRING) || in.peek().is(Type.QUOTED);
        if (!literal) {
          throw new Unreadable("not a key: " + in.peek());
        }
        keys.add(in.take().text());
        in.expectSign("]");
      } else {
        if (!keys.isEmpty()) {
          in.expectSign(".");
        }
        if (!in.peek().isName()) {
          throw new Unreadable("not a key: " + in.peek());
        }
        keys.add(in.take().text());
      }
    }
    return keys;
  }

  /**
   * {@code CASE WHEN a THEN b ELSE c END} is {@code IFF(a, b, c)}; the form with an operand too.
   */
  private Expression choice() {
    Expression operand = in.peek().isWord("WHEN") ? null : expression();
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    while (in.accept("WHEN")) {
      Expression condition = expression();
      conditions.add(operand == null ? condition : Expression.binary("=", operand, condition));
      in.expect("THEN");
      results.add(expression());
    }
    Expression choice = in.accept("ELSE") ? expression() : Expression.nothing();
    in.expect("END");
    if (conditions.isEmpty()) {
      throw new Unreadable("a CASE without WHEN");
    }
    for (int i = conditions.size() - 1; i >= 0; i--) {
      choice = iff(conditions.get(i), results.get(i), choice);
    }
    return choice;
  }

  /** {@code IFF(a = b, NULL, a)} is {@code NULLIF(a, b)}. */
  private static Expression iff(Expression condition, Expression then, Expression otherwise) {
    Optional<Expression> compared = condition.accept(new EqualTo(otherwise));
    if (then.equals(Expression.nothing()) && compared.isPresent()) {
      return Expression.call("NULLIF", otherwise, compared.get());
    }
    return Expression.call("IFF", condition, then, otherwise);
  }

  private SnowflakeType type() {
    StringBuilder text = new StringBuilder(in.take(Type.WORD));
    if (in.peek().isWord("PRECISION")) {
      text.append(' ').append(in.take().text());
    }
    if (in.acceptSign("(")) {
      text.append('(').append(parameter());
      if (in.acceptSign(",")) {
        text.append(',').append(parameter());
      }
      in.expectSign(")");
      text.append(')');
    }
    SnowflakeType type = SnowflakeType.parse(text.toString());
    if (type.family() == SnowflakeType.Family.OTHER) {
      throw new Unreadable("not a type that we use: " + text);
    }
    return type;
  }

  private String parameter() {
    String digits = in.take(Type.NUMBER);
    if (digits.length() > 9 || digits.indexOf('.') >= 0) {
      throw new Unreadable("not a length: " + digits);
    }
    return digits;
  }

  /** The other side of an equation with this left side. */
  private static final class EqualTo extends ExpressionView<Optional<Expression>> {
    private final Expression expected;

    EqualTo(Expression expected) {
      this.expected = expected;
    }

    @Override
    Optional<Expression> otherwise() {
      return Optional.empty();
    }

    @Override
    public Optional<Expression> binary(String operator, Expression left, Expression right) {
      return operator.equals("=") && left.equals(expected) ? Optional.of(right) : Optional.empty();
    }
  }

  /** Gives an expression the outer cast to its column's type, if it lacks it. */
  private static final class OuterCast extends ExpressionView<Expression> {
    private final Expression whole;
    private final SnowflakeType columnType;

    OuterCast(Expression whole, SnowflakeType columnType) {
      this.whole = whole;
      this.columnType = columnType;
    }

    @Override
    Expression otherwise() {
      return whole.castTo(columnType);
    }

    @Override
    public Expression cast(Expression operand, SnowflakeType type) {
      if (type.equals(columnType)) {
        return whole;
      }
      // A printed cast without length or precision still gives the column's.
      boolean plain =
          type.family() == columnType.family() && type.toString().equals(type.family().name());
      return (plain ? operand : whole).castTo(columnType);
    }
  }
}
