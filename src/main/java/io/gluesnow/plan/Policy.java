package io.gluesnow.plan;

import io.gluesnow.catalog.Selection;
import io.gluesnow.catalog.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that an operator of gluesnow sets about what is synchronised and how. Its {@link
 * #fingerprint} changes with any of it, but not with what Snowflake says of the stages ({@link
 * #withStages}), which nobody sets.
 */
public final class Policy {
  /** Part of the fingerprint: goes up when the same settings are mapped in another way. */
  private static final String MAPPING = "mapping 1";

  /** What becomes of letter case in names of databases, schemas, tables and columns. */
  public enum Case {
    /** Upper case, so that people need no quotes. */
    UPPER {
      @Override
      String apply(String name) {
        return Identifiers.folded(name);
      }
    },
    /** As Glue has it, which is lower case: people must quote every name. */
    KEEP {
      @Override
      String apply(String name) {
        return name;
      }
    };

    abstract String apply(String name);
  }

  /** How a column finds its field in files that know their fields by name. */
  public enum Keys {
    /**
     * By the writer's own spelling where the definition tells it, else in any case: Glue folds
     * names, files do not, and a wrong case reads NULL.
     */
    IGNORE_CASE,
    /**
     * By the writer's own spelling where the definition tells it, else as Glue has it. Snowflake
     * scans Parquet faster so; wrong for writers that use capitals.
     */
    EXACT
  }

  /** How partition values stand in a table's paths. */
  public enum Layout {
    /** By the projection's template if there is one, else each folder either way. */
    AUTO,
    /** Only {@code column=value/} folders; any other folder has the value NULL. */
    HIVE,
    /** Each folder is a value. */
    PLAIN
  }

  /** What becomes of partition values that the writer had to escape ({@code %3A} for a colon). */
  public enum Escapes {
    /** Up to three escapes in a value are decoded; a value with more is NULL. */
    DECODE,
    /** A value with an escape is NULL; the expressions are much shorter. */
    HIDE
  }

  /** What becomes of a column whose type or expression changed. */
  public enum Retype {
    /** The table is replaced at once, so that no reader sees it without the column. */
    REPLACE,
    /** The column is dropped and added: keeps registrations, but moves to the end. */
    IN_PLACE
  }

  /** What becomes of the object of a table that is gone from Glue. */
  public enum Deletion {
    OFF,
    DROP
  }

  /** The types of nested columns. */
  public enum Nested {
    /** All VARIANT: no cast that can fail. */
    VARIANT,
    /** Arrays ARRAY, maps and structs OBJECT: a row that holds anything else is lost. */
    TYPED
  }

  /** What becomes of quoted CSV whose escape character no external table can be told. */
  public enum QuotedEscapes {
    /**
     * Taken as files without that character inside of quotes, which holds for all that writes
     * quotes twice.
     */
    TOLERATE,
    /** Refused. */
    REFUSE
  }

  /**
   * What becomes of a table that Lake Formation governs. Snowflake reads its files with credentials
   * of its own, so Lake Formation's row and column filters do not hold there.
   */
  public enum LakeFormation {
    /** Not made in Snowflake. */
    REFUSE,
    /** Made as any other, and said once. */
    REPORT,
    /** Made as any other. */
    ALLOW
  }

  private final String instance;
  private final boolean apply;
  private final Selection selection;
  private final List<NamingRule> namingRules;
  private final Case letterCase;
  private final List<Stage> stages;
  private final Set<FileFormat.Type> fileFormats;
  private final Keys keys;
  private final Layout layout;
  private final Escapes escapes;
  private final Nested nested;
  private final QuotedEscapes quotedEscapes;
  private final Deletion deletion;
  private final Duration grace;
  private final Retype retype;
  private final boolean adopt;
  private final boolean autoRefresh;
  private final boolean comments;
  private final LakeFormation lakeFormation;

  private Policy(Builder b, List<Stage> stages) {
    this.instance = b.instance;
    this.apply = b.apply;
    this.selection = b.selection;
    this.namingRules = List.copyOf(b.namingRules);
    this.letterCase = b.letterCase;
    this.stages = List.copyOf(stages);
    this.fileFormats = Collections.unmodifiableSet(EnumSet.copyOf(b.fileFormats));
    this.keys = b.keys;
    this.layout = b.layout;
    this.escapes = b.escapes;
    this.nested = b.nested;
    this.quotedEscapes = b.quotedEscapes;
    this.deletion = b.deletion;
    this.grace = b.grace;
    this.retype = b.retype;
    this.adopt = b.adopt;
    this.autoRefresh = b.autoRefresh;
    this.comments = b.comments;
    this.lakeFormation = b.lakeFormation;
  }

  /**
   * @param instance this job's name in every mark: letters, digits, {@code -} and {@code _}
   */
  public static Builder builder(String instance) {
    return new Builder(instance);
  }

  private Builder toBuilder() {
    Builder b = new Builder(instance);
    b.apply = apply;
    b.selection = selection;
    b.namingRules = new ArrayList<>(namingRules);
    b.letterCase = letterCase;
    b.fileFormats = fileFormats;
    b.keys = keys;
    b.layout = layout;
    b.escapes = escapes;
    b.nested = nested;
    b.quotedEscapes = quotedEscapes;
    b.deletion = deletion;
    b.grace = grace;
    b.retype = retype;
    b.adopt = adopt;
    b.autoRefresh = autoRefresh;
    b.comments = comments;
    b.lakeFormation = lakeFormation;
    return b;
  }

  /**
   * The same policy with what Snowflake says of the stages.
   *
   * @param realUrls by stage name: the URL that Snowflake shows, or empty for a stage that does not
   *     exist or may not be seen; a stage that is left out keeps what was known of it
   */
  public Policy withStages(Map<ObjectName, Optional<String>> realUrls) {
    List<Stage> known = new ArrayList<>();
    for (Stage stage : stages) {
      Optional<String> url = realUrls.get(stage.name());
      known.add(
          url == null
              ? stage
              : stage.with(
                  url.map(real -> StageTruth.comparing(stage.url(), real))
                      .orElse(StageTruth.UNSEEN)));
    }
    return new Policy(toBuilder(), known);
  }

  /** The configured stages by name, with their configured URLs, normalised. */
  public SortedMap<ObjectName, String> stageUrls() {
    SortedMap<ObjectName, String> urls = new TreeMap<>();
    stages.forEach(stage -> urls.put(stage.name(), stage.url().toString()));
    return urls;
  }

  /**
   * The stage whose URL is the longest whole-folder prefix of a location; of several with one URL
   * the first by name, whatever is known of them, so that a table never moves between them.
   */
  Optional<Stage> stageFor(S3Location location) {
    Stage best = null;
    for (Stage stage : stages) {
      if (stage.url().covers(location)
          && (best == null
              || stage.url().depth() > best.url().depth()
              || stage.url().equals(best.url()) && stage.name().compareTo(best.name()) < 0)) {
        best = stage;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The name that the rules, or else the convention, give a table; empty where none does. */
  Optional<ObjectName> nameOf(TableId table) {
    for (NamingRule rule : namingRules) {
      Optional<ObjectName> name = rule.nameOf(table, letterCase);
      if (name.isPresent()) {
        return name;
      }
    }
    return conventional(table);
  }

  // <database>__<schema>: exactly one pair of underscores, with something on either side.
  private Optional<ObjectName> conventional(TableId table) {
    String database = table.database();
    int cut = database.indexOf("__");
    if (cut < 1 || cut + 2 == database.length() || database.indexOf("__", cut + 2) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        ObjectName.of(
            letterCase.apply(database.substring(0, cut)),
            letterCase.apply(database.substring(cut + 2)),
            letterCase.apply(table.table())));
  }

  public String instance() {
    return instance;
  }

  /** Off in shadow mode. */
  public boolean apply() {
    return apply;
  }

  /** Which databases and tables are synchronised at all. */
  public Selection selection() {
    return selection;
  }

  public Case letterCase() {
    return letterCase;
  }

  public Set<FileFormat.Type> fileFormats() {
    return fileFormats;
  }

  public Keys keys() {
    return keys;
  }

  public Layout layout() {
    return layout;
  }

  public Escapes escapes() {
    return escapes;
  }

  public Nested nested() {
    return nested;
  }

  public QuotedEscapes quotedEscapes() {
    return quotedEscapes;
  }

  public Deletion deletion() {
    return deletion;
  }

  public Duration grace() {
    return grace;
  }

  public Retype retype() {
    return retype;
  }

  public boolean adopt() {
    return adopt;
  }

  public boolean autoRefresh() {
    return autoRefresh;
  }

  /** Whether the table's description in Glue becomes part of the comment. */
  public boolean comments() {
    return comments;
  }

  public LakeFormation lakeFormation() {
    return lakeFormation;
  }

  /** Changes with anything that is set. */
  public String fingerprint() {
    return Fingerprint.of(MAPPING, toString());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Policy
        && toString().equals(o.toString())
        && truths().equals(((Policy) o).truths());
  }

  private Map<ObjectName, String> truths() {
    Map<ObjectName, String> truths = new LinkedHashMap<>();
    stages.forEach(stage -> truths.put(stage.name(), stage.truth().toString()));
    return truths;
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** All settings. */
  @Override
  public String toString() {
    return String.join(
        ", ",
        "instance " + instance,
        "apply " + apply,
        "select " + selection,
        "naming " + namingRules,
        "case " + letterCase,
        "stages " + stageUrls(),
        "formats " + fileFormats,
        "keys " + keys,
        "layout " + layout,
        "escapes " + escapes,
        "nested " + nested,
        "quoted escapes " + quotedEscapes,
        "deletion " + deletion + " after " + grace,
        "retype " + retype,
        "adopt " + adopt,
        "auto refresh " + autoRefresh,
        "comments " + comments,
        "lake formation " + lakeFormation);
  }

  /** Collects a policy; all but the instance has a default. */
  public static final class Builder {
    private final String instance;
    private boolean apply = true;
    private Selection selection = Selection.everything();
    private List<NamingRule> namingRules = new ArrayList<>();
    private Case letterCase = Case.UPPER;
    private final List<Stage> stages = new ArrayList<>();
    private Set<FileFormat.Type> fileFormats = EnumSet.allOf(FileFormat.Type.class);
    private Keys keys = Keys.IGNORE_CASE;
    private Layout layout = Layout.AUTO;
    private Escapes escapes = Escapes.DECODE;
    private Nested nested = Nested.VARIANT;
    private QuotedEscapes quotedEscapes = QuotedEscapes.TOLERATE;
    private Deletion deletion = Deletion.OFF;
    private Duration grace = Duration.ofHours(24);
    private Retype retype = Retype.REPLACE;
    private boolean adopt;
    private boolean autoRefresh;
    private boolean comments = true;
    private LakeFormation lakeFormation = LakeFormation.REPORT;

    private Builder(String instance) {
      this.instance = Objects.requireNonNull(instance, "instance");
      if (!instance.matches("[A-Za-z0-9_-]{1,64}")) {
        throw new IllegalArgumentException(
            "an instance name has 1 to 64 letters, digits, - or _, unlike " + instance);
      }
    }

    /** On unless set. */
    public Builder apply(boolean value) {
      apply = value;
      return this;
    }

    /** Everything unless set. */
    public Builder selection(Selection value) {
      selection = Objects.requireNonNull(value);
      return this;
    }

    /** Tried in order before the {@code <database>__<schema>} convention; none unless set. */
    public Builder namingRules(List<NamingRule> value) {
      namingRules = List.copyOf(value);
      return this;
    }

    /** Upper case unless set. */
    public Builder letterCase(Case value) {
      letterCase = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Adds stages.
     *
     * @param urls S3 address by stage name; a name has three parts, folded unless quoted
     * @throws IllegalArgumentException for a name of other than three parts, or no S3 address
     */
    public Builder stages(Map<String, String> urls) {
      urls.forEach(this::stage);
      return this;
    }

    /** Adds a stage. */
    public Builder stage(String name, String url) {
      Stage stage = Stage.of(name, url);
      if (stages.stream().anyMatch(other -> other.name().equals(stage.name()))) {
        throw new IllegalArgumentException("stage " + stage.name() + " is configured twice");
      }
      stages.add(stage);
      return this;
    }

    /** All five unless set. */
    public Builder fileFormats(Set<FileFormat.Type> value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("at least one file format must be allowed");
      }
      fileFormats = value;
      return this;
    }

    /**
     * By name in any case, for example {@code parquet}.
     *
     * @throws IllegalArgumentException for a name that is none of the five
     */
    public Builder fileFormatNames(Set<String> names) {
      Set<FileFormat.Type> types = EnumSet.noneOf(FileFormat.Type.class);
      for (String name : names) {
        try {
          types.add(FileFormat.Type.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              name + " is no file format: write CSV, JSON, PARQUET, ORC or AVRO");
        }
      }
      return fileFormats(types);
    }

    public Builder keys(Keys value) {
      keys = Objects.requireNonNull(value);
      return this;
    }

    public Builder layout(Layout value) {
      layout = Objects.requireNonNull(value);
      return this;
    }

    public Builder escapes(Escapes value) {
      escapes = Objects.requireNonNull(value);
      return this;
    }

    public Builder nested(Nested value) {
      nested = Objects.requireNonNull(value);
      return this;
    }

    public Builder quotedEscapes(QuotedEscapes value) {
      quotedEscapes = Objects.requireNonNull(value);
      return this;
    }

    /** Off unless set. */
    public Builder deletion(Deletion value) {
      deletion = Objects.requireNonNull(value);
      return this;
    }

    /** 24 hours unless set. */
    public Builder grace(Duration value) {
      grace = Objects.requireNonNull(value);
      return this;
    }

    /** By replacing the table unless set. */
    public Builder retype(Retype value) {
      retype = Objects.requireNonNull(value);
      return this;
    }

    /** Off unless set. */
    public Builder adopt(boolean value) {
      adopt = value;
      return this;
    }

    /** Off unless set: on needs S3 event notifications, or the table silently goes stale. */
    public Builder autoRefresh(boolean value) {
      autoRefresh = value;
      return this;
    }

    /** On unless set. */
    public Builder comments(boolean value) {
      comments = value;
      return this;
    }

    /** Reported unless set. */
    public Builder lakeFormation(LakeFormation value) {
      lakeFormation = Objects.requireNonNull(value);
      return this;
    }

    public Policy build() {
      return new Policy(this, stages);
    }
  }
}
