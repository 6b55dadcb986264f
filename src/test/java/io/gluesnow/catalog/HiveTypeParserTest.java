package io.gluesnow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveTypeParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | boolean",
        "tinyint | tinyint",
        "byte | tinyint",
        "smallint | smallint",
        "short | smallint",
        "int | int",
        "integer | int",
        "bigint | bigint",
        "long | bigint",
        "float | float",
        "real | float",
        "double | double",
        "double precision | double",
        "Double   Precision | double",
        "string | string",
        "varchar | string",
        "binary | binary",
        "date | date",
        "timestamp | timestamp",
        "timestamp(3) | timestamp",
        "timestamp without time zone | timestamp",
        "timestamp_ntz | timestamp",
        "timestamp with local time zone | timestamp with local time zone",
        "timestamp(6) with local time zone | timestamp with local time zone",
        "timestamp_ltz | timestamp with local time zone",
        "timestamplocaltz | timestamp with local time zone",
        "timestamp with time zone | timestamp with time zone",
        "timestamp(9) with time zone | timestamp with time zone",
        "timestamptz | timestamp with time zone",
        "interval | interval",
        "interval year to month | interval",
        "interval_year_month | interval",
        "INTERVAL DAY TO SECOND | interval",
        "interval_day_time | interval",
        "void | void",
        "null | void",
        "decimal | decimal(10,0)",
        "dec | decimal(10,0)",
        "numeric | decimal(10,0)",
        "decimal(12,2) | decimal(12,2)",
        "DECIMAL( 38 , 38 ) | decimal(38,38)",
        "numeric (7) | decimal(7,0)",
        "dec(5,5) | decimal(5,5)",
        "varchar(20) | varchar(20)",
        "character varying(20) | varchar(20)",
        "char(3) | char(3)",
        "char | char(1)",
        "array<string> | array<string>",
        " ARRAY < INT > | array<int>",
        "map<string,bigint> | map<string,bigint>",
        "map< string , array<map<int,double>> > | map<string,array<map<int,double>>>",
        "struct<> | struct<>",
        "struct<a:int> | struct<a:int>",
        "Struct<Camel:INT, b : Decimal> | struct<Camel:int,b:decimal(10,0)>",
        "struct<`a`:int> | struct<a:int>",
        "struct<`a:b,<c>`:int> | struct<`a:b,<c>`:int>",
        "struct<`a``b`:int> | struct<`a``b`:int>",
        "struct<xmlns:xsi:string> | struct<`xmlns:xsi`:string>",
        "struct<a:b:c:array<int>,d:int> | struct<`a:b:c`:array<int>,d:int>",
        "struct<$oid:string,@type:string,#text:string,a-b:int,a b:int,a.b:int,1:int>"
            + " | struct<$oid:string,@type:string,#text:string,a-b:int,a b:int,a.b:int,1:int>",
        "struct<näme:string,名:int> | struct<näme:string,名:int>",
        "struct<int:int,array:array<int>> | struct<int:int,array:array<int>>",
        "struct<a:int not null,b:string comment 'x, > y',c:array<int> NOT NULL comment \"q\">"
            + " | struct<a:int,b:string,c:array<int>>",
        "struct<a:timestamp with time zone,b:double precision>"
            + " | struct<a:timestamp with time zone,b:double>",
        "array<geography> | array<geography>",
        "array<uniontype<int,string>> | array<uniontype<int,string>>",
      })
  void readsWhatWritersMean(String text, String canonical) {
    DataType type = HiveTypeParser.parse(text);
    assertThat(type).hasToString(canonical).isNotInstanceOf(DataType.Unknown.class);
    assertThat(HiveTypeParser.parse(canonical)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uniontype<int,string>",
        "geography",
        "decimal(39,0)",
        "decimal(5,6)",
        "decimal(0)",
        "decimal(-1,0)",
        "decimal(1,2,3)",
        "decimal(99999999999,1)",
        "varchar(0)",
        "varchar(1,2)",
        "int(11)",
        "timestamp(12)",
        "timestamp(3) with chocolate",
        "array",
        "array<>",
        "array<int",
        "array<int>>",
        "array<int,int>",
        "map<int>",
        "map<int,int,int>",
        "struct",
        "struct<a>",
        "struct<a int>",
        "struct<:int>",
        "struct<a:>",
        "struct<a:int,>",
        "struct<a:int",
        "struct<`a:int>",
        "struct<a:int comment 'open>",
        ">",
        ",",
        ")(",
        "'",
        "x\"); drop table t; --",
      })
  void keepsTheTextOfWhatIsNoType(String text) {
    assertThat(HiveTypeParser.parse(text)).isEqualTo(DataType.Unknown.of(text));
  }

  @Test
  void takesNullAndNothingForUnknown() {
    assertThat(HiveTypeParser.parse(null)).isEqualTo(DataType.Unknown.of(""));
    assertThat(HiveTypeParser.parse(" \t")).isEqualTo(DataType.Unknown.of(""));
  }

  @Test
  void anUnknownPartLeavesItsNeighboursKnown() {
    assertThat(HiveTypeParser.parse("struct<a:uniontype<int,struct<x:y>>,b:INT>"))
        .isEqualTo(
            DataType.Struct.of(
                List.of(
                    DataType.Field.of("a", DataType.Unknown.of("uniontype<int,struct<x:y>>")),
                    DataType.Field.of("b", DataType.Primitive.of(DataType.Primitive.Kind.INT)))));
  }

  @Test
  void nestingBeyondTheLimitIsKeptAsTextWithinTheLevelsAbove() {
    int levels = 18_000;
    String text = "array<".repeat(levels) + "INT" + ">".repeat(levels);
    assertThat(text.length()).isBetween(100_000, HiveTypeParser.MAX_LENGTH);
    DataType type = HiveTypeParser.parse(text);
    assertThat(type).isInstanceOf(DataType.Array.class).hasToString(text);
    assertThat(HiveTypeParser.parse(type.toString())).isEqualTo(type);
  }

  @Test
  void brokenNestingOfTheLongestTypeIsUnknownAndQuick() {
    for (String part :
        List.of("array<", "struct<a:", "map<int,", "(", "`", "'", "struct<`", "a:")) {
      String text = part.repeat(HiveTypeParser.MAX_LENGTH / part.length());
      assertThat(HiveTypeParser.parse(text)).isEqualTo(DataType.Unknown.of(text));
    }
  }

  @Test
  void readsTheLongestStructAndKeepsWhatIsLongerAsText() {
    StringBuilder text = new StringBuilder("struct<c0:int");
    for (int i = 1; text.length() < HiveTypeParser.MAX_LENGTH - 20; i++) {
      text.append(",c").append(i).append(":int");
    }
    text.append('>');
    assertThat(HiveTypeParser.parse(text.toString()))
        .isInstanceOf(DataType.Struct.class)
        .hasToString(text.toString());
    String tooLong = "struct<" + "n".repeat(HiveTypeParser.MAX_LENGTH) + ":int>";
    assertThat(HiveTypeParser.parse(tooLong)).isEqualTo(DataType.Unknown.of(tooLong));
  }

  @Test
  void doesNotDependOnTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(HiveTypeParser.parse("BIGINT")).hasToString("bigint");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 500)
  void readsBackEveryTypeItCanPrint(@ForAll("types") DataType type) {
    assertThat(HiveTypeParser.parse(type.toString())).isEqualTo(type);
  }

  @Property(tries = 2000)
  void whatItMadeOfAnyTextReadsBackTheSame(@ForAll("texts") String text) {
    DataType once = HiveTypeParser.parse(text);
    assertThat(HiveTypeParser.parse(once.toString())).isEqualTo(once);
  }

  @Property(tries = 500)
  void neverThrowsOnAnyText(@ForAll String text) {
    DataType once = HiveTypeParser.parse(text);
    assertThat(HiveTypeParser.parse(once.toString())).isEqualTo(once);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "array",
            "map",
            "struct",
            "uniontype",
            "int",
            "decimal",
            "foo",
            "(",
            ")",
            "<",
            ">",
            ",",
            ":",
            "`",
            "'",
            "\"",
            "\\",
            " ",
            "1",
            "2",
            "not null",
            " not null ",
            "comment 'c'",
            " comment ",
            "time zone",
            "timestamp with ",
            "<",
            ">",
            "<a:",
            ",b:",
            "array<",
            "struct<a:")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<DataType> types() {
    Arbitrary<DataType> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(DataType.Primitive.Kind.class).map(DataType.Primitive::of),
            Combinators.combine(
                    Arbitraries.integers().between(1, 38), Arbitraries.integers().between(0, 38))
                .as((p, s) -> DataType.Decimal.of(Math.max(p, s), s)),
            Combinators.combine(
                    Arbitraries.of(true, false), Arbitraries.integers().between(1, 65_535))
                .as(DataType.Characters::of),
            Arbitraries.just(DataType.Unknown.of("uniontype<int,string>")));
    return nested(leaves, 3);
  }

  private static Arbitrary<DataType> nested(Arbitrary<DataType> inner, int levels) {
    if (levels == 0) {
      return inner;
    }
    Arbitrary<DataType> deeper = nested(inner, levels - 1);
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("aZ_9:,<>` '$-.(é").ofMaxLength(6),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5));
    return Arbitraries.oneOf(
        inner,
        deeper.map(DataType.Array::of),
        Combinators.combine(deeper, deeper).as(DataType.MapOf::of),
        Combinators.combine(names, deeper)
            .as(DataType.Field::of)
            .list()
            .ofMaxSize(3)
            .map(DataType.Struct::of));
  }
}
