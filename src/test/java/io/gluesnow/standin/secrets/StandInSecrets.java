package io.gluesnow.standin.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.Faults;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Serves Secrets Manager's GetSecretValue on loopback, for secrets by name or ARN. */
public final class StandInSecrets implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/x-amz-json-1.1";
  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";

  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final Map<String, Version> secrets = new ConcurrentHashMap<>();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  private StandInSecrets() {
    this.server = LoopbackServer.start("stand-in-secrets", this::answer);
  }

  public static StandInSecrets start() {
    return new StandInSecrets();
  }

  public URI uri() {
    return server.uri();
  }

  /** What can go wrong on the way. */
  public Faults faults() {
    return faults;
  }

  /** Sets the secret's value, or rotates it. */
  public void put(String name, String value) {
    secrets.put(name, new Version(UUID.randomUUID().toString(), value));
  }

  /** Withholds the permission to read a secret. */
  public void deny(String name) {
    denied.add(name);
  }

  public void allow(String name) {
    denied.remove(name);
  }

  private Reply answer(Request request) {
    return faults.apply(
        () -> error(400, "ThrottlingException", "Rate exceeded"),
        status -> error(status, "InternalServiceError", "The service is not well."),
        () -> carryOut(request));
  }

  private Reply carryOut(Request request) {
    JsonNode body;
    try {
      body = JSON.readTree(request.body());
    } catch (IOException e) {
      return error(400, "SerializationException", "Not JSON.");
    }
    if (!request.awsOperation().equals("GetSecretValue")) {
      return error(400, "UnknownOperationException", "Not served here.");
    }
    String id = body.path("SecretId").asText();
    String name = id.startsWith(ARN) ? id.substring(ARN.length()) : id;
    if (denied.contains(name)) {
      return error(
          400,
          "AccessDeniedException",
          "No identity-based policy allows the secretsmanager:GetSecretValue action");
    }
    Version version = secrets.get(name);
    if (version == null) {
      return error(
          400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("ARN", ARN + name);
    answer.put("Name", name);
    answer.put("VersionId", version.id);
    answer.put("SecretString", version.value);
    answer.putArray("VersionStages").add("AWSCURRENT");
    answer.put("CreatedDate", 1_793_697_247.25);
    return Reply.of(200, TYPE, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Reply error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("__type", code).put("Message", message);
    return Reply.of(status, TYPE, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Version {
    private final String id;
    private final String value;

    private Version(String id, String value) {
      this.id = id;
      this.value = value;
    }
  }
}
