internal import FileAccess

extension Ingestor {
    /// What stands in a drop's way for now.
    enum Obstacle: Error {
        /// It has to settle anew.
        case changed
        /// It is gone.
        case vanished
        /// It cannot be read now.
        case withheld(Errno)
        /// The service is stopping.
        case stopping
    }
}
