internal import Cache
internal import KernelSource
internal import SourceText

// The flags of a build as bytes. Its configuration is left out: flags and headers hold all that units see of it.

extension ByteWriter {
    mutating func write(_ build: SynthesizedBuild) {
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
        write(build.generated) { writer, file in
            writer.write(file.path)
            writer.write(file.contents)
        }
    }

    mutating func write(_ entry: ReadTrace.Entry) {
        write(entry.path)
        write(optional: entry.signature) { $0.write($1) }
        write(optional: entry.lesson) { writer, lesson in writer.write(lesson) { $0.write($1) } }
    }
}

extension ByteReader {
    mutating func build(arch: Arch) throws(CorruptData) -> SynthesizedBuild {
        let common = try texts()
        let units = try list { reader throws(CorruptData) in
            (try reader.path(), (module: try reader.text(), flags: try reader.texts()))
        }
        let unmet = try list { reader throws(CorruptData) in
            (try reader.path(), try reader.texts())
        }
        let generated = try list { reader throws(CorruptData) in
            GeneratedFile(try reader.text(), try reader.content())
        }
        return SynthesizedBuild(
            arch: arch, common: common,
            units: Dictionary(units, uniquingKeysWith: { first, _ in first }),
            unmet: Dictionary(unmet, uniquingKeysWith: { first, _ in first }), generated: generated)
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
