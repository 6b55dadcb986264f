package io.gluesnow.simulation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Target;
import java.util.Map;
import java.util.TreeMap;

/** One state of one object in the fake Snowflake, with what only the fake knows about it. */
final class SnowObject {
  final ObjectName name;
  final String kind;
  final String owner;
  final String createdOn;
  final String comment;
  final Target.ExternalTable structure;
  final Protections protections;

  /** The table whose statement made it; null for a person. */
  final TableId madeBy;

  final long bornAt;

  /** When the attempt began whose statement made it. */
  final long attemptSince;

  /** When what guards it was last changed. */
  final long guardedAt;

  /** From when its registrations are, by path; the empty path is all of it. */
  final Map<String, Long> files;

  SnowObject(
      ObjectName name,
      String kind,
      String owner,
      String createdOn,
      String comment,
      Target.ExternalTable structure,
      Protections protections,
      TableId madeBy,
      long bornAt,
      long attemptSince,
      long guardedAt,
      Map<String, Long> files) {
    this.name = name;
    this.kind = kind;
    this.owner = owner;
    this.createdOn = createdOn;
    this.comment = comment;
    this.structure = structure;
    this.protections = protections;
    this.madeBy = madeBy;
    this.bornAt = bornAt;
    this.attemptSince = attemptSince;
    this.guardedAt = guardedAt;
    this.files = files;
  }

  SnowObject commented(String other) {
    return new SnowObject(
        name,
        kind,
        owner,
        createdOn,
        other,
        structure,
        protections,
        madeBy,
        bornAt,
        attemptSince,
        guardedAt,
        files);
  }

  /** With the mark of the table that has taken it over now. */
  SnowObject adopted(String marked, TableId by, long at) {
    return new SnowObject(
        name,
        kind,
        owner,
        createdOn,
        marked,
        structure,
        protections,
        by,
        at,
        attemptSince,
        guardedAt,
        files);
  }

  SnowObject structured(Target.ExternalTable other) {
    return new SnowObject(
        name,
        kind,
        owner,
        createdOn,
        comment,
        other,
        protections,
        madeBy,
        bornAt,
        attemptSince,
        guardedAt,
        files);
  }

  SnowObject guarded(Protections other, long at) {
    return new SnowObject(
        name,
        kind,
        owner,
        createdOn,
        comment,
        structure,
        other,
        madeBy,
        bornAt,
        attemptSince,
        at,
        files);
  }

  SnowObject registered(String path, long at) {
    Map<String, Long> more = new TreeMap<>(files);
    more.merge(path, at, Math::max);
    return new SnowObject(
        name,
        kind,
        owner,
        createdOn,
        comment,
        structure,
        protections,
        madeBy,
        bornAt,
        attemptSince,
        guardedAt,
        more);
  }

  /** Whether files below the path that were there at that time are registered. */
  boolean isRegistered(String path, long since) {
    return files.getOrDefault("", -1L) >= since || files.getOrDefault(path, -1L) >= since;
  }

  boolean isFilled() {
    return files.containsKey("");
  }

  /** As a look reads it whose SHOW came from {@code this} and whose DESC from the other. */
  Applied shown(Mapping mapping, SnowObject described, boolean withProtections) {
    return Applied.of(
            name,
            kind,
            owner,
            createdOn,
            comment,
            described == null ? null : mapping.printed(described.structure),
            withProtections && described != null ? described.protections : null)
        .withFiles(files.isEmpty() ? Applied.Files.NEVER_REGISTERED : Applied.Files.REGISTERED);
  }
}
