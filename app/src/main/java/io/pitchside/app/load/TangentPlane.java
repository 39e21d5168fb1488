package io.pitchside.app.load;

/**
 * The plane that touches the WGS 84 ellipsoid at an origin: x metres to the east, y metres to the north. Lengths are right
 * to a millionth within 10 km of the origin. Immutable.
 */
final class TangentPlane implements Ground {
    private static final double SEMI_MAJOR_M = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private final double[] origin;
    private final double sinLat;
    private final double cosLat;
    private final double sinLon;
    private final double cosLon;

    private TangentPlane(Fix origin) {
        this.origin = centred(origin);
        sinLat = Math.sin(Math.toRadians(origin.lat()));
        cosLat = Math.cos(Math.toRadians(origin.lat()));
        sinLon = Math.sin(Math.toRadians(origin.lon()));
        cosLon = Math.cos(Math.toRadians(origin.lon()));
    }

    static TangentPlane touching(Fix origin) {
        return new TangentPlane(origin);
    }

    @Override
    public Metres at(Fix fix) {
        double[] point = centred(fix);
        double dx = point[0] - origin[0];
        double dy = point[1] - origin[1];
        double dz = point[2] - origin[2];
        double east = -sinLon * dx + cosLon * dy;
        double north = -sinLat * cosLon * dx - sinLat * sinLon * dy + cosLat * dz;
        return new Metres(east, north);
    }

    /** Metres from the centre of the earth, at height 0. */
    private static double[] centred(Fix fix) {
        double lat = Math.toRadians(fix.lat());
        double lon = Math.toRadians(fix.lon());
        double normal = SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(lat) * Math.sin(lat));
        return new double[] {
            normal * Math.cos(lat) * Math.cos(lon),
            normal * Math.cos(lat) * Math.sin(lon),
            normal * (1 - ECCENTRICITY_SQUARED) * Math.sin(lat)
        };
    }
}
