package io.lambdagrid.node.config;

import io.lambdagrid.view.GridError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What {@code lambda-grid.yaml} says, one record for each of its sections. */
public record Settings(
        ClusterSection cluster,
        KafkaSection kafka,
        MasterSection master,
        CassandraSection cassandra,
        BatchSection batch,
        SpeedSection speed,
        ServingSection serving,
        HttpSection http,
        ManagementCenterSection managementCenter) {
    public static final Settings DEFAULTS = new Settings(
            ClusterSection.DEFAULTS,
            KafkaSection.DEFAULTS,
            MasterSection.DEFAULTS,
            CassandraSection.DEFAULTS,
            BatchSection.DEFAULTS,
            SpeedSection.DEFAULTS,
            ServingSection.DEFAULTS,
            HttpSection.DEFAULTS,
            ManagementCenterSection.DEFAULTS);

    /** Returns the name of every setting, with its section. */
    static Set<String> paths() {
        Place nowhere = Place.whole("");
        Sections sections = new Sections(new YamlNode.Mapping(nowhere, Map.of()), Overrides.NONE, new Problems());
        sections.readAll();
        return sections.known;
    }

    static Settings read(YamlNode.Mapping file, Overrides overrides, Problems problems) {
        Sections sections = new Sections(file, overrides, problems);
        Settings settings = sections.readAll();
        sections.refuseWhatIsLeft();
        return settings;
    }

    /** Remembers what was asked for, so that whatever else is given can be refused once all sections are read. */
    private static final class Sections {
        private final Overrides overrides;
        private final Problems problems;
        private final SettingReader top;
        private final Set<String> known = new LinkedHashSet<>();
        private final Set<String> maps = new LinkedHashSet<>();
        private final Map<String, Place> left = new LinkedHashMap<>();

        Sections(YamlNode.Mapping file, Overrides overrides, Problems problems) {
            this.overrides = overrides;
            this.problems = problems;
            this.top = new SettingReader("", file, Overrides.NONE, problems);
        }

        Settings readAll() {
            return new Settings(
                    read("cluster", ClusterSection::read),
                    read("kafka", KafkaSection::read),
                    read("master", MasterSection::read),
                    read("cassandra", CassandraSection::read),
                    read("batch", BatchSection::read),
                    read("speed", SpeedSection::read),
                    read("serving", ServingSection::read),
                    read("http", HttpSection::read),
                    read("management-center", ManagementCenterSection::read));
        }

        private <S> S read(String name, Function<SettingReader, S> section) {
            SettingReader reader = new SettingReader(name, top.block(name), overrides, problems);
            S settings = section.apply(reader);
            known.addAll(reader.known());
            maps.addAll(reader.maps());
            left.putAll(reader.leftOver());
            return settings;
        }

        void refuseWhatIsLeft() {
            left.forEach((path, place) -> top.unknown(path, place, known));
            top.leftOver().forEach((section, place) -> top.unknown(section, place, top.known()));
            overrides
                    .unanswered(known, maps)
                    .forEach((place, sentence) -> problems.add(GridError.CONFIG_UNKNOWN_KEY, place, sentence));
        }
    }
}
