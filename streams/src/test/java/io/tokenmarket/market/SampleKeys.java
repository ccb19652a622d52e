package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandSignature;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The keys of the first two tests of RFC 8032, section 7.1. */
public final class SampleKeys {
  private static final Map<String, String> SECRET =
      Map.of(
          "one", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
          "two", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

  private static final Map<String, String> PUBLIC =
      Map.of(
          "one", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
          "two", "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");

  private SampleKeys() {}

  /** The public key as a record holds it. */
  public static String text(String name) {
    return PUBLIC.get(name);
  }

  /** The header of the command, signed with this key. */
  public static String sign(SpecificRecord command, long expires, String name) {
    return CommandSignature.of(command, expires, privateKey(name)).toString();
  }

  private static PrivateKey privateKey(String name) {
    byte[] secret = HexFormat.of().parseHex(SECRET.get(name));
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
