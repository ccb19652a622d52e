package io.tokenmarket.replay;

import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.KeyDefinition;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * Commands of every kind, and those that register, replace and remove keys. Who has a key mostly
 * signs; at times not, too late, or with a key that is not theirs.
 */
final class SignedCommands implements Commands {
  private static final int NAMES = 5;
  private static final long TOO_LATE = 1_700_000_000_000L;
  private static final long IN_TIME = 2 * TOO_LATE;

  /** By public key the secret one: those of the first two tests of RFC 8032. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
          "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
          "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",
          "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

  private static final List<String> KEYS = SECRETS.keySet().stream().sorted().toList();

  private final String market;
  private final Random random;
  private final Commands others;
  private final Map<String, String> keys = new HashMap<>();
  private boolean open;
  private int number;

  SignedCommands(String market, long seed) {
    this.market = market;
    this.random = new Random(seed);
    this.others = new EveryCommand(market, seed);
  }

  @Override
  public SpecificRecord next() {
    boolean first = !open;
    open = true;
    return first || random.nextInt(15) > 0 ? others.next() : aboutAKey();
  }

  private SpecificRecord aboutAKey() {
    String id = "k" + number++;
    String owner = "p" + random.nextInt(NAMES);
    String key = random.nextInt(5) == 0 ? null : KEYS.get(random.nextInt(KEYS.size()));
    return random.nextInt(2) == 0
        ? new KeyChanged(id, market, owner, key)
        : new KeyDefinition(id, market, "operator", owner, key);
  }

  @Override
  public void hear(List<SpecificRecord> events) {
    others.hear(events);
    for (SpecificRecord event : events) {
      if (event instanceof KeyDefined defined && !defined.getRepeated()) {
        keys.put(defined.getOwner(), defined.getPublicKey());
      }
    }
  }

  @Override
  public String signature(SpecificRecord command) {
    GenericRecord fields = (GenericRecord) command;
    String key = fields.hasField("participant") ? keys.get(fields.get("participant")) : null;
    if (key == null) {
      return null;
    }
    return switch (random.nextInt(16)) {
      case 0 -> null;
      case 1 -> sign(command, TOO_LATE, key);
      case 2 -> sign(command, IN_TIME, KEYS.get(random.nextInt(KEYS.size())));
      default -> sign(command, IN_TIME, key);
    };
  }

  private static String sign(SpecificRecord command, long expires, String key) {
    byte[] secret = HexFormat.of().parseHex(SECRETS.get(key));
    try {
      PrivateKey signer =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
      return CommandSignature.of(command, expires, signer).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
