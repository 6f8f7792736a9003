#if canImport(Glibc)
    internal import CPlatform
    internal import Glibc

    /// Memory that a supervisor shares with the process that it watches: what each thread of that is at.
    ///
    /// The one side writes and the other reads, with no lock between them: a line that is half written when its writer dies names
    /// nothing that anybody knows, which is as good as no name.
    struct Board: @unchecked Sendable {
        /// One thread's line.
        struct Line {
            var number: Int
            /// Which of the pieces of work on this line it is.
            var turn: UInt64
            var thread: Int32
            var name: String
        }

        private static let lineSize = 4096
        private static let lineCount = 128
        private static let headerSize = 24
        private let base: UnsafeMutableRawPointer

        /// Nil where there is no memory to share.
        init?() {
            let size = Self.lineSize * Self.lineCount
            guard
                let memory = mmap(
                    nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
                memory != MAP_FAILED
            else { return nil }
            base = memory
        }

        private func place(_ number: Int) -> UnsafeMutableRawPointer {
            base + number * Self.lineSize
        }

        /// Line layout: turn, thread (0 if nothing is in work), length of the name, a number that only the first line uses
        /// (`loseInput`), the name.
        func begin(_ number: Int, _ name: String) {
            guard number < Self.lineCount else { return }
            let line = place(number)
            let text = Array(name.utf8.prefix(Self.lineSize - Self.headerSize))
            line.storeBytes(
                of: line.load(as: UInt64.self) &+ 1, as: UInt64.self)
            line.storeBytes(of: Int32(text.count), toByteOffset: 12, as: Int32.self)
            text.withUnsafeBytes {
                (line + Self.headerSize).copyMemory(
                    from: $0.baseAddress ?? UnsafeRawPointer(line), byteCount: text.count)
            }
            line.storeBytes(of: ntbcheck_thread(), toByteOffset: 8, as: Int32.self)
        }

        func end(_ number: Int) {
            guard number < Self.lineCount else { return }
            place(number).storeBytes(of: 0, toByteOffset: 8, as: Int32.self)
        }

        /// What is in work.
        var lines: [Line] {
            (0..<Self.lineCount).compactMap { number in
                let line = place(number)
                let thread = line.load(fromByteOffset: 8, as: Int32.self)
                let length = Int(line.load(fromByteOffset: 12, as: Int32.self))
                guard thread != 0, (0...Self.lineSize - Self.headerSize).contains(length) else {
                    return nil
                }
                let text = UnsafeRawBufferPointer(
                    start: line + Self.headerSize, count: length)
                return Line(
                    number: number, turn: line.load(as: UInt64.self), thread: thread,
                    name: String(decoding: text, as: UTF8.self))
            }
        }

        /// Says that no other process can have what was read from standard input.
        func loseInput() {
            base.storeBytes(of: 1, toByteOffset: 16, as: Int32.self)
        }

        var isInputLost: Bool { base.load(fromByteOffset: 16, as: Int32.self) != 0 }

        func clear() {
            for number in 0..<Self.lineCount { end(number) }
        }
    }
#endif
