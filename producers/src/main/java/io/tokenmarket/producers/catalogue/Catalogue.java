package io.tokenmarket.producers.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tokenmarket.producers.YamlResource;
import io.tokenmarket.schemas.TierDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hardware and tiers that ship with the project, each figure with its mark.
 *
 * @param tiers from slowest to fastest
 * @param hardware from oldest to newest
 * @param electricityPerMegawattHour $/MWh
 */
public record Catalogue(
    List<Tier> tiers, List<Hardware> hardware, Figure electricityPerMegawattHour) {

  private record Economics(Figure electricityPerMegawattHour) {}

  public Catalogue {
    tiers = List.copyOf(tiers);
    hardware = List.copyOf(hardware);
  }

  /** The catalogue from the data files beside this class. */
  public static Catalogue load() {
    return new Catalogue(
        YamlResource.read(Catalogue.class, "tiers.yaml", new TypeReference<>() {}),
        YamlResource.read(Catalogue.class, "hardware.yaml", new TypeReference<>() {}),
        YamlResource.read(Catalogue.class, "economics.yaml", new TypeReference<Economics>() {})
            .electricityPerMegawattHour());
  }

  /**
   * @throws IllegalArgumentException where the catalogue has no hardware of this name
   */
  public Hardware hardware(String name) {
    return named(hardware, Hardware::name, name, "hardware");
  }

  /**
   * @throws IllegalArgumentException where the catalogue has no tier of this name
   */
  public Tier tier(String name) {
    return named(tiers, Tier::name, name, "tier");
  }

  /** All tiers as a market's rules name them. */
  public List<TierDefinition> tierDefinitions() {
    return tiers.stream().map(Tier::definition).toList();
  }

  private static <T> T named(List<T> all, Function<T, String> nameOf, String name, String kind) {
    return all.stream()
        .filter(entry -> nameOf.apply(entry).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(all, nameOf, name, kind)));
  }

  private static <T> String unknown(
      List<T> all, Function<T, String> nameOf, String name, String kind) {
    String known = all.stream().map(nameOf).collect(Collectors.joining(", "));
    return "no %s '%s' in the catalogue; it has %s".formatted(kind, name, known);
  }
}
