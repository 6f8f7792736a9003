internal import Cache
internal import KernelSource
internal import SourceText

// The flags of a build as bytes. Its configuration is left out: flags and headers hold all that units see of it.

extension ByteWriter {
    mutating func write(_ build: SynthesizedBuild) {
        write(build.builds) { $0.write($1) }
        write(build.places.sorted { $0.key < $1.key }) { writer, unit in
            writer.write(unit.key)
            writer.write(unit.value)
        }
        write(build.foreign.sorted { $0.key < $1.key }) { writer, unit in
            writer.write(unit.key)
            writer.write(unit.value)
        }
        write(build.asked.map(\.rawValue)) { $0.write($1) }
    }

    private mutating func write(_ build: ArchBuild) {
        write(build.arch.rawValue)
        write(build.common) { $0.write($1) }
        write(build.units.sorted { $0.key < $1.key }) { writer, unit in
            writer.write(unit.key)
            writer.write(unit.value.module)
            writer.write(unit.value.flags) { $0.write($1) }
        }
        write(build.unmet.sorted { $0.key < $1.key }) { writer, unit in
            writer.write(unit.key)
            writer.write(unit.value) { $0.write($1) }
        }
        write(build.missing) { $0.write($1) }
        write(build.generated) { writer, file in
            writer.write(file.path)
            writer.write(file.contents)
        }
        write(build.offsets) { writer, header in
            writer.write(header.path)
            writer.write(header.source)
            writer.write(header.isNeeded)
            writer.write(header.isEvaluated)
        }
        write(build.evaluatedFrom.sorted()) { $0.write($1) }
    }

    mutating func write(_ entry: ReadTrace.Entry) {
        write(entry.path)
        write(optional: entry.signature) { $0.write($1) }
        write(optional: entry.lesson) { writer, lesson in writer.write(lesson) { $0.write($1) } }
    }
}

extension ByteReader {
    mutating func build() throws(CorruptData) -> SynthesizedBuild {
        let builds = try list { reader throws(CorruptData) in try reader.archBuild() }
        let places = try list { reader throws(CorruptData) in
            (try reader.path(), try reader.int())
        }
        let foreign = try list { reader throws(CorruptData) in
            (try reader.path(), try reader.text())
        }
        let asked = try texts().compactMap(Arch.init(rawValue:))
        guard places.allSatisfy({ builds.indices.contains($0.1) }) else { throw CorruptData() }
        return SynthesizedBuild(
            builds: builds, places: Dictionary(places, uniquingKeysWith: { first, _ in first }),
            foreign: Dictionary(foreign, uniquingKeysWith: { first, _ in first }), asked: asked)
    }

    private mutating func archBuild() throws(CorruptData) -> ArchBuild {
        guard let arch = Arch(rawValue: try text()) else { throw CorruptData() }
        let common = try texts()
        let units = try list { reader throws(CorruptData) in
            (
                try reader.path(),
                ArchBuild.Unit(module: try reader.text(), flags: try reader.texts())
            )
        }
        let unmet = try list { reader throws(CorruptData) in
            (try reader.path(), try reader.texts())
        }
        let missing = try texts()
        let generated = try list { reader throws(CorruptData) in
            GeneratedFile(try reader.text(), try reader.content())
        }
        let offsets = try list { reader throws(CorruptData) in
            OffsetsHeader(
                path: try reader.text(), source: try reader.path(),
                isNeeded: try reader.flag(), isEvaluated: try reader.flag())
        }
        let evaluatedFrom = try list { reader throws(CorruptData) in try reader.path() }
        return ArchBuild(
            arch: arch, common: common,
            units: Dictionary(units, uniquingKeysWith: { first, _ in first }),
            unmet: Dictionary(unmet, uniquingKeysWith: { first, _ in first }), missing: missing,
            generated: generated, offsets: offsets, evaluatedFrom: Set(evaluatedFrom))
    }

    mutating func traceEntry() throws(CorruptData) -> ReadTrace.Entry {
        ReadTrace.Entry(
            path: try path(),
            signature: try optional { reader throws(CorruptData) in try reader.signature() },
            lesson: try optional { reader throws(CorruptData) in try reader.texts() })
    }

    private mutating func texts() throws(CorruptData) -> [String] {
        try list { reader throws(CorruptData) in try reader.text() }
    }
}
